"""The pages: clients of the answer API that speak HTTP and know only its schemas."""
