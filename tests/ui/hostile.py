"""Strings that would do harm, or change the look of the page, if anything took them as markup."""

from __future__ import annotations

HOSTILE = (
    "<script>window.harmed = true</script>",
    '<img src="http://192.0.2.7/pixel.png" onerror="window.harmed = true">',
    "![pixel](http://192.0.2.7/pixel.png)",
    "[click me](javascript:window.harmed=true)",
    "[[1]](http://192.0.2.7/)",
    "http://192.0.2.7/auto-link www.harmful.example",
    "&lt;b&gt;entities&lt;/b&gt; &amp;",
    "$$\\sum_{i}$$ and $x_1$",
    ":red[colour] :smile: :material/skull: :violet-badge[label]",
    "# heading\n- item\n> quote\n| a | b |\n|---|---|",
    "**bold** _italic_ ~~gone~~ `code`",
    "</div></article><style>* { display: none }</style>",
    "{{7*7}} ${window.harmed=true} -> <- --",
)
HOSTILE_TEXT = "\n\n".join(HOSTILE)
