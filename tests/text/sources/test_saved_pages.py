"""Pages as browsers save them, laid out as the sites are on which stories stand: only the story is read."""

from pathlib import Path

import pytest

from audiobook.errors import StoryError
from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.read import parse_book
from audiobook.text.sources.html import HtmlSource
from tests.helpers import texts_of, titles_of

SAID = [
    "The ferry had stopped for the winter, and nobody on the island knew when it would run again.",
    "“Come in,” said Oskar. He put the lamp on the table and looked at her for a long time.",
    "“There is ice on the sound,” said Ida. “We shall have to walk over it before it is dark.”",
    "Nobody spoke. The wind went round the house, and the dog by the stove raised his head.",
]
STORY = "".join(f"<p>{line}</p>\n" for line in SAID)
COMMENTS = "<p>I read it twice, and then once more to my children, who asked for the dog and for the lamp.</p>"
BLOG = f"""<!DOCTYPE html><!--\n Page saved with SingleFile \n--><html lang="en"><head><title>The Ferry &#8211; Island
Tales</title><style>.menu {{display: none}} .entry-content {{display: none}}</style>
<script>var a = "<p>x</p>"</script>
</head><body class="single-post"><a class="skip-link screen-reader-text" href="#c">Skip to content</a>
<header id="masthead"><p class="site-title">Island Tales</p><nav><ul><li>Home</li></ul></nav></header>
<div id="content"><main><article class="post category-comments"><header class="entry-header"><span class="cat-links">
Fiction</span><h1 class="entry-title">The Ferry</h1><div class="entry-meta">Posted on November 12<span class="byline">
by <a rel="author">Ida Lind</a></span></div></header><div class="entry-content">{STORY}
<div class="sharedaddy"><div class="sd-social"><h3>Share this:</h3><ul><li>Print</li></ul></div></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p>Ice. How the sound froze.</p></div></div>
<footer>Tagged winter</footer></article><nav class="post-navigation">
<h2 class="screen-reader-text">Posts</h2>Next: Wind
</nav><div id="comments" class="comments-area"><h2>2 thoughts</h2>{COMMENTS}<div class="comment-respond"><h3>Leave a
Reply</h3><form><label>Comment</label></form></div></div></main></div><aside class="widget-area"><p>Ida writes.</p>
</aside>
<footer><div class="site-info">Proudly powered</div></footer><div id="cookie-law-info-bar">This website uses cookies.
<a>Accept</a></div></body></html>"""
MAGAZINE = f"""<!DOCTYPE html><html lang="en"><head>
<title data-rh="true">The Ferry | by Ida Lind | Nov, 2025 | Pages</title>
<meta property="og:title" content="The Ferry"><meta name="author" content="Ida Lind"></head><body><div id="root">
<div class="a"><a>Open in app</a><button>Sign up</button><a>Sign in</a></div><div class="b"><article><div><section>
<h1 class="c">The Ferry</h1><div class="speechify-ignore d"><a data-testid="authorName">Ida Lind</a>
<button>Follow</button>
<span>6 min read</span><span>Nov 12</span><button>Share</button></div><figure><img alt="" src="y.jpg">
<figcaption>Photo by
Jon Doe on Unsplash</figcaption></figure>{"".join(f"<p>{line}</p>" for line in SAID[:2])}</section></div>
<div role="separator"><span></span><span></span></div>
<section>{"".join(f"<p>{line}</p>" for line in SAID[2:])}</section>
</article></div><div class="e"><a>Fiction</a><footer><button>Share</button></footer></div><div class="f">
<h2>Written by Ida
Lind</h2><p>1.2K followers</p><h2>Responses (3)</h2><pre>Great story!</pre><h2>More from Ida Lind</h2><article><a>
<h2>Ice
</h2></a><h3>How the sound froze</h3></article></div><div><a>Help</a><a>Terms</a></div></div></body></html>"""
ARCHIVE = """<!DOCTYPE html><html lang="en"><head><title>The Ferry - Chapter 1 - ida [Archive]</title></head><body>
<ul id="skiplinks"><li><a>Main Content</a></li></ul><header id="header"><h1 class="heading"><a>Archive of Tales</a>
</h1><div
id="login"><a>Log In</a></div></header><div id="main" role="main"><ul class="work navigation actions"><li>
<a>← Previous
Chapter</a></li><li>Chapter Index <select><option>1. Ice</option></select></li></ul><dl class="work meta group">
<dt>Rating:
</dt><dd>General</dd><dt>Words:</dt><dd>1,203</dd></dl><div id="workskin"><div class="preface group">
<h2 class="title heading">
The Ferry</h2><h3 class="byline heading"><a rel="author">ida</a></h3></div>
<div id="chapters" role="article">{chapters}</div>
</div><div id="feedback" class="feedback"><h3 class="landmark heading">Actions</h3><ul><li>↑ Top</li></ul>
<p class="kudos">anna
left kudos</p><div id="comments_placeholder">{comments}</div></div></div><div id="footer"><p>About the Archive</p>
</div>
</body></html>"""
CHAPTER = """<div class="chapter"><div class="chapter preface group"><h3 class="title">
<a>Chapter {number}</a>: {name}</h3>
<div class="notes module"><h3>Notes:</h3><blockquote class="userstuff"><p>Thanks to my beta!</p></blockquote></div>
</div>
<div class="userstuff module" role="article"><h3 class="landmark heading">Chapter Text</h3>{story}</div></div>"""
SERIAL = f"""<html lang="en"><head><title>Wind - The Ferry | Tale Road</title><style>.cnQx{{display:none}}</style>
</head><body>
<div class="page-header"><ul><li>Read</li></ul></div><div class="fic-header"><h1>Wind</h1><h2>The Ferry</h2></div>
<div class="portlet"><div class="nav-buttons"><a>Previous Chapter</a><a>Next Chapter</a></div><div
class="author-note-portlet"><p>Support me!</p></div>
<div class="chapter-inner chapter-content">{STORY}<span class="cnQx"><br>
This story was taken without consent.<br></span></div><div class="nav-buttons"><a>Next Chapter</a></div></div>
<div class="comments-container"><p>First!</p></div></body></html>"""
POSTED = f"""<html><head><title>Island Tales: The Ferry</title></head><body><header>
<h1 class="title">Island Tales</h1></header>
<div class="main"><div class="blog-posts"><h2 class="date-header">Wednesday</h2><div class="post">
<h3 class="post-title
entry-title">The Ferry</h3><div class="post-body">{"<br /><br />".join(SAID)}</div><div class="post-footer"><span
class="post-author">Posted by <span>Ida Lind</span></span><div class="post-share-buttons">Email This</div></div>
</div></div>
<div class="comments"><h4>1 comment:</h4><p>Nice.</p></div><div class="blog-pager">Newer Post</div></div></body>
</html>"""
ONE = ARCHIVE.format(chapters=CHAPTER.format(number=1, name="Ice", story=STORY), comments=COMMENTS)
DOWNLOAD = f"""<html><head><title>The Ferry - ida - Islands</title></head><body><div id="preface">
<p class="message"><b>The Ferry</b><br>Posted originally on the <a>Archive of Our Own</a> at <a>http://x.org/1</a>.</p>
<div class="meta"><dl class="tags"><dt>Rating:</dt><dd>General</dd></dl><h1>The Ferry</h1><div class="byline">by
<a rel="author">ida</a></div><p>Summary</p><blockquote class="userstuff"><p>Winter comes.</p></blockquote></div></div>
<div id="chapters" class="userstuff">{STORY}</div><div id="afterword"><div class="meta"><div id="endnotes">
<p>End Notes</p><blockquote class="userstuff"><p>Thanks!</p></blockquote></div></div>
<p class="message">Please <a>drop by the Archive and comment</a>!</p></div></body></html>"""
PAGES = {"blog": BLOG, "magazine": MAGAZINE, "archive": ONE, "serial": SERIAL, "posted": POSTED, "download": DOWNLOAD}
NAMED = {
    "blog": ("The Ferry", "Ida Lind"),
    "magazine": ("The Ferry", "Ida Lind"),
    "archive": ("The Ferry", "ida"),
    "serial": ("Wind", ""),
    "posted": ("The Ferry", "Ida Lind"),
    "download": ("The Ferry", "ida"),
}
MHTML = (
    "From: <Saved by Blink>\r\nSubject: The Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Ice came.</p>\r\n--x--\r\n'
)


def read(page: str) -> Book:
    """Read a page in this process."""
    return make_book(HtmlSource().read(page.encode(), "x.html"), "x")


@pytest.mark.parametrize("site", PAGES)
def test_only_the_story_is_read(site: str) -> None:
    """Not the menus, the buttons, the notice about cookies, the comments, the other stories, the site's own name."""
    book = read(PAGES[site])
    assert [text for text in texts_of(book) if text != "The Ferry"] == SAID
    assert (book.title, book.author) == NAMED[site]
    assert all(item.reason for item in book.left_out)


def test_a_drawn_rule_parts_scenes() -> None:
    """As `<hr>` does: an element whose role is "separator"."""
    whole = [p for c in read(MAGAZINE).chapters for p in c.paragraphs]
    assert next(p for p in whole if p.text == SAID[2]).starts_scene


def test_a_work_of_several_chapters_on_one_page_keeps_them() -> None:
    """With their titles, and without what the author says about them."""
    chapters = "".join(CHAPTER.format(number=n, name=name, story=STORY) for n, name in enumerate(("Ice", "Wind"), 1))
    book = read(ARCHIVE.format(chapters=chapters, comments=COMMENTS))
    assert titles_of(book) == ["Chapter 1: Ice", "Chapter 2: Wind"]
    assert [text for text in texts_of(book) if text not in titles_of(book)] == SAID * 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.mhtml", MHTML, "Webpage, HTML only"),
        ("x.mht", "anything", "Webpage, HTML only"),
        ("x.html", MHTML, "Webpage, HTML only"),
        ("x.txt", MHTML, "Webpage, HTML only"),
        ("x.txt", "Date: Wed, 12 Nov 2025\r\n" + MHTML[len("From: <Saved by Blink>\r\n") :], "Webpage, HTML only"),
        ("x.webarchive", "bplist00", "Page Source"),
        ("x.txt", "{\\rtf1 Ice came.}", "word processor"),
        ("x.doc", "", "word processor"),
        ("x.azw3", "", "EPUB"),
        ("x.epub", "x" * 60 + "BOOKMOBI", "EPUB"),
    ],
)
def test_what_holds_a_page_or_a_book_in_another_shape_is_refused_with_advice(name: str, data: str, said: str) -> None:
    """By its name or by how it begins: nobody hears "MIME-Version"."""
    with pytest.raises(StoryError, match="which cannot be read") as error:
        parse_book(data.encode(), Path(name))
    assert said in error.value.hint


def test_a_letter_in_a_story_is_none_of_these() -> None:
    """Prose may begin with "From:"."""
    assert texts_of(parse_book(b"From: Ida\n\nTo: Oskar\n\nIce came, of multipart/related kinds.", Path("x.txt")))
