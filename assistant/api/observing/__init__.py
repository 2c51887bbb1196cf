"""What operators see of a running API: numbers at /metrics and traces, each by a setting."""
