/* Markdown to blocks and inlines: what is read, that each place is exact, and what is refused. */
#include "reading.h"
#include "unit.h"

#include "base/buffer.h"
#include "parse/limits.h"
#include "parse/markdown.h"
#include "tree/flat_text.h"

static struct arena arena;
static struct source source;
static struct findings findings;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct node *read_part(struct text bytes, size_t begin, size_t end)
{
	findings_init(&findings, &arena, TEXT(""));
	source_init(&source, &arena, "a.md", bytes);
	assert_true(bytes_are_safe(&source, &findings));
	assert_true(markdown_is_bounded(&source, begin, end, &findings));
	return markdown_read(&arena, &source, begin, end, &findings);
}

static struct node *read_text(const char *text)
{
	return read_part(text_of(text), 0, strlen(text));
}

static void append_shown(struct buffer *shown, struct text text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] == '\n')
			buffer_append_string(shown, "\\n");
		else if (text.bytes[i] == '\r')
			buffer_append_string(shown, "\\r");
		else
			buffer_append_byte(shown, text.bytes[i]);
	}
}

/* What a node has besides its kind: the bytes of its place in [ ], and of a decoded text its words. */
static void append_node(struct buffer *shown, const struct node *node)
{
	buffer_append_string(shown, node_kind_name(node->kind));
	if (node_is_inline(node) || node->kind == NODE_CELL) {
		buffer_append_byte(shown, '[');
		append_shown(shown, place_text(node->place));
		buffer_append_byte(shown, ']');
	}
	if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
	    !text_equal(node->text.text, place_text(node->place))) {
		buffer_append_byte(shown, '=');
		append_shown(shown, node->text.text);
	}
	if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) {
		buffer_append_format(shown, "=%.*s", TEXT_ARGUMENTS(node->link.target));
		buffer_append_format(shown, "<%.*s>", TEXT_ARGUMENTS(place_text(node->link.target_place)));
		buffer_append_format(shown, "'%.*s'", TEXT_ARGUMENTS(node->link.title));
	}
	if (node->kind == NODE_CITATION)
		buffer_append_format(shown, "=%.*s", TEXT_ARGUMENTS(node->citation.label));
	if (node->kind == NODE_REFERENCE)
		buffer_append_format(shown, "=%.*s", TEXT_ARGUMENTS(node->reference.label));
	if (node->kind == NODE_HEADING)
		buffer_append_format(shown, "%d", node->section.level);
	if (node->kind == NODE_LIST)
		buffer_append_string(shown, node->list.is_ordered ? " 1." : " -");
}

static void assert_tree(const struct node *root, const char *expected)
{
	struct buffer shown = BUFFER_EMPTY;
	struct walk walk = walk_begin(root);

	while (walk_next(&walk)) {
		if (!walk.is_entering) {
			buffer_append_byte(&shown, ')');
			continue;
		}
		if (walk.node->previous && walk.node != root)
			buffer_append_byte(&shown, ' ');
		append_node(&shown, walk.node);
		if (walk.node->kind < NODE_TEXT)
			buffer_append_byte(&shown, '(');
	}
	assert_string_equal(buffer_string(&shown), expected);
	buffer_release(&shown);
}

/* The blocks of a text, and no findings but those of the sign that begins a quotation. */
static void assert_reads(const char *text, const char *expected)
{
	struct buffer whole = BUFFER_EMPTY;
	const struct finding *finding;

	buffer_append_format(&whole, "body(%s)", expected);
	assert_tree(read_text(text), buffer_string(&whole));
	for (finding = findings.first; finding && text_is(place_text(finding->place), ">"); finding = finding->next)
		;
	if (finding)
		fail_msg("%s: %s", text, finding->message.bytes);
	buffer_release(&whole);
}

/* The inlines of a single paragraph, and no findings. */
static void assert_inlines(const char *text, const char *expected)
{
	struct buffer whole = BUFFER_EMPTY;

	buffer_append_format(&whole, "paragraph(%s)", expected);
	assert_reads(text, buffer_string(&whole));
	buffer_release(&whole);
}

/* One finding, at the one place in the text where `where` stands. */
static void assert_finds(const char *text, enum check check, const char *where)
{
	read_text(text);
	if (findings.count != 1)
		fail_msg("%zu findings for %s; the last: %s", findings.count, text,
			 findings.last ? findings.last->message.bytes : "");
	assert_int_equal(findings.first->check, check);
	assert_text_is(place_text(findings.first->place), where);
}

static void test_nothing(void **state)
{
	(void)state;
	assert_reads("", "");
	assert_reads("\n  \n\n", "");
	assert_reads("\xEF\xBB\xBF", "");
}

static void test_emphasis(void **state)
{
	(void)state;
	assert_inlines("a *b* c", "text[a ] emphasis[*b*](text[b]) text[ c]");
	assert_inlines("__a__", "strong[__a__](text[a])");
	assert_inlines("***a** b*", "emphasis[***a** b*](strong[**a**](text[a]) text[ b])");
	assert_inlines("**a *b***", "strong[**a *b***](text[a ] emphasis[*b*](text[b]))");
	assert_inlines("*a", "text[*a]");
	assert_inlines("a**b** c* d_e_f", "text[a] strong[**b**](text[b]) text[ c* d_e_f]");
	assert_inlines("~~a~~ 1~2~3", "text[~~a~~ 1~2~3]");
}

static void test_entities_and_escapes(void **state)
{
	(void)state;
	assert_inlines("a &amp; b", "text[a ] text[&amp;]=& text[ b]");
	assert_inlines("&#66;&#x42;", "text[&#66;]=B text[&#x42;]=B");
	assert_inlines("&ngE;", "text[&ngE;]=\xE2\x89\xA7\xCC\xB8");
	assert_inlines("&none; & &", "text[&none; & &]");
	assert_inlines("1\\. a\\*b \\c", "text[1] text[\\.]=. text[ a] text[\\*]=* text[b \\c]");
	assert_inlines("\\&amp;", "text[\\&]=& text[amp;]");
	assert_inlines("&#9; x", "text[&#9;]=\t text[ x]");
}

static void test_code(void **state)
{
	struct node *code;

	(void)state;
	assert_inlines("`a`", "code[`a`]=a");
	assert_inlines("`` b`c ``", "code[`` b`c ``]=b`c");
	assert_inlines("` a `", "code[` a `]=a");
	assert_inlines("`a\nb`", "code[`a\\nb`]=a b");
	assert_inlines("``a`", "text[``a`]");
	assert_inlines("`\\*&amp;`", "code[`\\*&amp;`]=\\*&amp;");
	code = read_text("x ` a `")->first_child->last_child;
	assert_ptr_equal(code->text.text.bytes, source.bytes.bytes + 4);
}

static void test_breaks(void **state)
{
	(void)state;
	assert_inlines("a\nb", "text[a] soft-break[\\n] text[b]");
	assert_inlines("a \n  b", "text[a] soft-break[ \\n  ] text[b]");
	assert_inlines("a  \nb", "text[a] line-break[  \\n] text[b]");
	assert_inlines("a\\\nb", "text[a] line-break[\\\\n] text[b]");
	assert_inlines("a \\\n   b", "text[a ] line-break[\\\\n   ] text[b]");
	assert_inlines("*a*\n*b*", "emphasis[*a*](text[a]) soft-break[\\n] emphasis[*b*](text[b])");
	assert_inlines("a\\", "text[a\\]");
	assert_inlines("a  \n", "text[a]");
}

static void test_line_ends(void **state)
{
	(void)state;
	assert_inlines("a\r\nb\rc", "text[a] soft-break[\\r\\n] text[b] soft-break[\\r] text[c]");
	assert_inlines("a\\\r\nb\r\n", "text[a] line-break[\\\\r\\n] text[b]");
	assert_reads("a\r\rb\r\n\r\nc", "paragraph(text[a]) paragraph(text[b]) paragraph(text[c])");
	assert_reads("\xEF\xBB\xBF## A\r\n", "heading2(text[A])");
}

static void test_links(void **state)
{
	(void)state;
	assert_inlines("[a](b)", "link[[a](b)]=b<b>''(text[a])");
	assert_inlines("x [a *b*](<c d> \"t\") y",
		       "text[x ] link[[a *b*](<c d> \"t\")]=c d<c d>'t'(text[a ] emphasis[*b*](text[b])) text[ y]");
	assert_inlines("[a](b&amp;c\\)d 't\\'u&#33;')",
		       "link[[a](b&amp;c\\)d 't\\'u&#33;')]=b&c)d<b&amp;c\\)d>'t'u!'(text[a])");
	assert_inlines("[a](b(c)d)e", "link[[a](b(c)d)]=b(c)d<b(c)d>''(text[a]) text[e]");
	assert_inlines("[a]( b\n(t) )", "link[[a]( b\\n(t) )]=b<b>'t'(text[a])");
	assert_inlines("[a](#)", "link[[a](#)]=#<#>''(text[a])");
	assert_inlines("[a]()[b](<>)", "link[[a]()]=<>''(text[a]) link[[b](<>)]=<>''(text[b])");
	assert_inlines("[](a)", "link[[](a)]=a<a>''()");
	assert_inlines("![a *b*](c)", "image[![a *b*](c)]=c<c>''(text[a ] emphasis[*b*](text[b]))");
	assert_inlines("[![a](b)](c)", "link[[![a](b)](c)]=c<c>''(image[![a](b)]=b<b>''(text[a]))");
	assert_finds("[a](b c) [d] e]", CHECK_SYNTAX, "(b c)");
	assert_inlines("[a] (b c) [d] e]", "text[[a] (b c) [d] e]]");
	assert_inlines("[a](policy:X#y) [b](nice:NG59)",
		       "link[[a](policy:X#y)]=policy:X#y<policy:X#y>''(text[a]) text[ ] "
		       "link[[b](nice:NG59)]=nice:NG59<nice:NG59>''(text[b])");
}

static void test_autolinks(void **state)
{
	struct node *link;

	(void)state;
	assert_inlines("<https://a.b/?c&amp;d\\e>",
		       "link[<https://a.b/?c&amp;d\\e>]=https://a.b/?c&d\\e<https://a.b/?c&amp;d\\e>''"
		       "(text[https://a.b/?c] text[&amp;]=& text[d\\e])");
	assert_inlines("<a@b.c>", "link[<a@b.c>]=mailto:a@b.c<a@b.c>''(text[a@b.c])");
	link = read_text("<tel:1>")->first_child->first_child;
	assert_true(link->link.is_autolink);
	link = read_text("[1](tel:1)")->first_child->first_child;
	assert_false(link->link.is_autolink);
	assert_inlines("https://a.b is bare", "text[https://a.b is bare]");
}

static void test_reference_links(void **state)
{
	(void)state;
	assert_reads("[a][x] [x][] [X] ![b][x]\n\n[x]: /u 't'",
		     "paragraph(link[[a][x]]=/u<x>'t'(text[a]) text[ ] link[[x][]]=/u<[x][]>'t'(text[x]) text[ ] "
		     "link[[X]]=/u<[X]>'t'(text[X]) text[ ] image[![b][x]]=/u<x>'t'(text[b]))");
	assert_reads("[x]: /v\n[y]: /v\nwords [y]", "paragraph(text[words ] link[[y]]=/v<[y]>''(text[y]))");
	/* An address in brackets that is none leaves the label before it. */
	assert_reads("[x](not an address)\n\n[x]: /u",
		     "paragraph(link[[x]]=/u<[x]>''(text[x]) text[(not an address)])");
}

static void test_citations(void **state)
{
	(void)state;
	assert_reads("a[^1] b[^x-2][^1].\n\n[^1]: A\n[^x-2]: B\nmore",
		     "paragraph(text[a] citation[[^1]]=1 text[ b] citation[[^x-2]]=x-2 citation[[^1]]=1 text[.]) "
		     "reference=1(text[A]) reference=x-2(text[B] soft-break[\\n] text[more])");
	/* Unknown ones are citations too; what is escaped is none. */
	assert_inlines("a[^9] ![^8]", "text[a] citation[[^9]]=9 text[ !] citation[[^8]]=8");
	assert_inlines(
		"\\[^1] [\\^1] [&#94;1] [^ 1] [^] `[^1]`",
		"text[\\[]=[ text[^1] [] text[\\^]=^ text[1] [] text[&#94;]=^ text[1] [^ 1] [^] ] code[`[^1]`]=[^1]");
	assert_inlines("*[^1]*", "emphasis[*[^1]*](citation[[^1]]=1)");
	assert_finds("a[^1](b)", CHECK_SYNTAX, "[^1](b)");
	assert_finds("[a[^1]](b)", CHECK_SYNTAX, "[^1]");
}

static void test_references(void **state)
{
	(void)state;
	/* Where they stand and in the order written, cited or not. */
	assert_reads("[^2]: B\n\nwords\n\n[^1]: A", "reference=2(text[B]) paragraph(text[words]) reference=1(text[A])");
	assert_reads("1. a\n\n   [^1]: A\n", "list 1.(item(paragraph(text[a]) reference=1(text[A])))");
	assert_finds("[^a]: A\n[^A]: B", CHECK_SYNTAX, "[^A]:");
	assert_text_is(place_text(findings.first->notes->place), "[^a]: A");
	assert_tree(read_text("[^1]: A\n\n    B\n\n    - C"),
		    "body(reference=1(text[A] line-break[\\n\\n    ] text[B] line-break[\\n\\n    - ] text[C]))");
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.first->check, CHECK_SYNTAX);
	assert_finds("[^1]:", CHECK_SYNTAX, "[^1]:");
	assert_tree(read_text("[^1]: [^2]: A"), "body(reference=1() reference=2(text[A]))");
}

static void test_headings(void **state)
{
	(void)state;
	assert_reads("## A *b* ##\n### C", "heading2(text[A ] emphasis[*b*](text[b])) heading3(text[C])");
	assert_reads("##\tA {- #x}", "heading2(text[A {- #x}])");
	assert_finds("# A", CHECK_SYNTAX, "# A");
	assert_finds("#### A b ####", CHECK_SYNTAX, "#### A b ####");
	assert_finds("A b\n===", CHECK_SYNTAX, "A b");
	assert_finds("A\nb\n-\nc", CHECK_SYNTAX, "A\nb");
	assert_finds("- ## A", CHECK_SYNTAX, "## A");
	assert_finds("##", CHECK_SYNTAX, "##");
	/* Nothing is lost, and nothing else is moved. */
	assert_tree(read_text("# A *b*\n\nC\n---\n"),
		    "body(paragraph(text[A ] emphasis[*b*](text[b])) paragraph(text[C]))");
	assert_tree(read_text("[x]: y\nA\n==="), "body(paragraph(text[A]))");
}

static void test_lists(void **state)
{
	struct node *body;

	(void)state;
	assert_reads("1. a\n   - b\n   - c\n2. d", "list 1.(item(paragraph(text[a]) list -(item(paragraph(text[b])) "
						   "item(paragraph(text[c])))) item(paragraph(text[d])))");
	body = read_text("3. a\n\n4. b");
	assert_int_equal(body->first_child->list.start, 3);
	assert_true(body->first_child->list.is_loose);
	assert_false(read_text("- a\n- b")->first_child->list.is_loose);
	assert_reads("-\n- a", "list -(item() item(paragraph(text[a])))");
	/* A line that needs no indentation still belongs to the item. */
	assert_reads("- a\nlazy", "list -(item(paragraph(text[a] soft-break[\\n] text[lazy])))");
	assert_reads("> - a\n>   b\nc", "quote(list -(item(paragraph(text[a] soft-break[\\n>   ] text[b] "
					"soft-break[\\n] text[c]))))");
	assert_reads("- a\n\n\tb", "list -(item(paragraph(text[a]) paragraph(text[b])))");
}

static void assert_place(const struct node *node, const char *expected)
{
	assert_text_is(place_text(node->place), expected);
}

static void test_places_of_blocks(void **state)
{
	struct node *body = read_text("x\n\n  1.  a\n      b  \n\n      - c\n> d\n> e\n\n## F ##  \n[^1]: g\n"), *list;

	(void)state;
	assert_place(body->first_child, "x");
	list = body->first_child->next;
	assert_place(list, "1.  a\n      b  \n\n      - c");
	assert_place(list->first_child, "1.  a\n      b  \n\n      - c");
	assert_place(list->first_child->first_child, "a\n      b");
	assert_place(list->first_child->last_child, "- c");
	assert_place(list->first_child->last_child->first_child->first_child, "c");
	assert_place(list->next, "> d\n> e");
	assert_place(list->next->first_child, "d\n> e");
	assert_place(list->next->next, "## F ##");
	assert_place(body->last_child, "[^1]: g");
	assert_place(read_text("-\n- a")->first_child->first_child, "-");
}

static void test_part_of_a_source(void **state)
{
	struct node *body = read_part(TEXT("---\na: b\n---\nc *d*\n"), 13, 19);
	struct position position;

	(void)state;
	assert_tree(body, "body(paragraph(text[c ] emphasis[*d*](text[d])))");
	position = source_position(&source, body->first_child->last_child->place.begin);
	assert_int_equal(position.line, 4);
	assert_int_equal(position.column, 3);
	body = read_part(TEXT("a\n\nb\nc"), 3, 4);
	assert_tree(body, "body(paragraph(text[b]))");
}

static void test_tables(void **state)
{
	struct node *table;

	(void)state;
	assert_tree(read_text("| a | b *c* |\n|:--|--:|\n| d |\n|  | e |"),
		    "body(table(row(cell[a](text[a]) cell[b *c*](text[b ] emphasis[*c*](text[c]))) "
		    "row(cell[d](text[d]) cell[]()) row(cell[]() cell[e](text[e]))))");
	assert_finds("| a | b |\n|---|---|\n| c |\n", CHECK_SYNTAX, "| c |");
	assert_finds("| a | b |\n|---|---|\n| c | d |\ne\n", CHECK_SYNTAX, "e");
	table = read_text("a | b | c | d\n:-|:-:|-:|-\n")->first_child;
	assert_int_equal(table->table.columns, 4);
	assert_memory_equal(table->table.alignments, "lcr\0", 4);
	assert_true(table->first_child->row.is_header);
	assert_false(table->table.is_header_empty);
	assert_place(table, "a | b | c | d\n:-|:-:|-:|-");
	table = read_text("| | |\n|-|-|\n| S10.3 | Peel |\n\nx")->first_child;
	assert_true(table->table.is_header_empty);
	assert_place(table, "| | |\n|-|-|\n| S10.3 | Peel |");
	assert_place(table->last_child, "| S10.3 | Peel |");
	assert_false(table->last_child->row.is_header);
}

static void test_pipes_in_cells(void **state)
{
	(void)state;
	assert_reads("| a\\|b |\n|-|\n| `c\\|d` |\n| \\\\|e |\n| *f\\|*\\* |",
		     "table(row(cell[a\\|b](text[a] text[\\|]=| text[b])) row(cell[`c\\|d`](code[`c\\|d`]=c|d)) "
		     "row(cell[\\\\|e](text[\\\\|]=| text[e])) "
		     "row(cell[*f\\|*\\*](emphasis[*f\\|*](text[f] text[\\|]=|) text[\\*]=*)))");
	assert_reads("| [a](b\\|c) |\n|-|", "table(row(cell[[a](b\\|c)](link[[a](b\\|c)]=b|c<b\\|c>''(text[a]))))");
}

static void test_tables_in_other_places(void **state)
{
	(void)state;
	assert_reads("1. a\n   | b |\n   |---|\n   | c |",
		     "list 1.(item(paragraph(text[a]) table(row(cell[b](text[b])) "
		     "row(cell[c](text[c])))))");
	assert_reads("- | b |\n  |---|\n  | c |", "list -(item(table(row(cell[b](text[b])) row(cell[c](text[c])))))");
	assert_reads("> | b |\n> |---|\n> | c |", "quote(table(row(cell[b](text[b])) row(cell[c](text[c]))))");
	/* Glued to the lines above, of which cmark keeps no place. */
	assert_reads("w\nx\\|y *z*\n| b |\n|---|\n| c |",
		     "paragraph(text[w] soft-break[\\n] text[x] text[\\|]=| text[y ] emphasis[*z*](text[z])) "
		     "table(row(cell[b](text[b])) row(cell[c](text[c])))");
	assert_place(read_text("w\nx\n| b |\n|---|\n")->last_child, "| b |\n|---|");
	assert_finds("| a |\n|---|\n| b | c |", CHECK_SYNTAX, "c");
	assert_finds("| a |\n|---|\n| b | | c d | e |", CHECK_SYNTAX, "c d");
	assert_reads("| a |\n|---|\n| b | | |", "table(row(cell[a](text[a])) row(cell[b](text[b])))");
	/* A definition above, taken out of the paragraph while it goes on, moves nothing. */
	/* The definition is a finding. */
	assert_tree(read_text("[a]: b\n===\n| c |\n|---|\n| d |"),
		    "body("
		    "paragraph(text[===]) table(row(cell[c](text[c])) row(cell[d](text[d])))"
		    ")");
}

static void test_code_blocks(void **state)
{
	(void)state;
	assert_finds("    a", CHECK_SYNTAX, "a");
	assert_finds("```\na\n```", CHECK_SYNTAX, "```");
	assert_tree(read_text("    a *b*\n\n      c\n\nd"),
		    "body(paragraph(text[a *b*] soft-break[\\n\\n      ] text[c]) paragraph(text[d]))");
	assert_tree(read_text("> ```x\n> a\n> > b\nc"),
		    "body(quote(paragraph(text[a] soft-break[\\n> ] text[> b])) paragraph(text[c]))");
	assert_tree(read_text("- \ta\n\n      b"), "body(list -(item(paragraph(text[a]) paragraph(text[b]))))");
	assert_finds("***\n", CHECK_SYNTAX, "***");
	assert_tree(read_text("a\n\n* * *\nb"), "body(paragraph(text[a]) paragraph(text[b]))");
}

static void test_html(void **state)
{
	(void)state;
	assert_reads("<!-- a\n\nb -->\n\nc", "paragraph(text[c])");
	assert_reads("<!-- a --> <!-- b -->", "");
	assert_finds("<!-- a --> b", CHECK_RAW_HTML, "<!-- a --> b");
	assert_finds("<!-- a", CHECK_RAW_HTML, "<!-- a");
	assert_finds("a <!-- b --> c", CHECK_RAW_HTML, "<!-- b -->");
	assert_finds("<div>\na & b\n</div>", CHECK_RAW_HTML, "<div>");
	assert_tree(read_text("<div>\na & b\n</div>"),
		    "body(paragraph(text[<div>] soft-break[\\n] text[a & b] soft-break[\\n] text[</div>]))");
	assert_tree(read_text("CO<sub\nx>2</sub> *y*"),
		    "body(paragraph(text[CO<sub] soft-break[\\n] text[x>2</sub> ] emphasis[*y*](text[y])))");
	assert_int_equal(findings.count, 1); /* for the two tags of one pair */
	assert_inlines("a < b > c <d", "text[a < b > c <d]");
}

static void test_forbidden_characters(void **state)
{
	(void)state;
	assert_finds("a &#1; b", CHECK_ENCODING, "&#1;");
	assert_finds("a &#xB; b", CHECK_ENCODING, "&#xB;");
	assert_finds("a &#0; b", CHECK_ENCODING, "&#0;");
	assert_finds("a &#xD800; b", CHECK_ENCODING, "&#xD800;");
	assert_finds("a &#xFFFF; b", CHECK_ENCODING, "&#xFFFF;");
	assert_finds("a &#xFEFF; b", CHECK_ENCODING, "&#xFEFF;");
	assert_finds("a &rlm; b", CHECK_ENCODING, "&rlm;");
	assert_finds("[a](b&#1;c)", CHECK_ENCODING, "&#1;");
	assert_finds("[a](b 'c &#2;')", CHECK_ENCODING, "&#2;");
	assert_finds("<https://a&#3;>", CHECK_ENCODING, "&#3;");
	assert_finds("[a]\n\n[a]: b&#1;", CHECK_ENCODING, "[a]");
	assert_inlines("&#xFFFD; &#13;", "text[&#xFFFD;]=\xEF\xBF\xBD text[ ] text[&#13;]=\\r");
	/* What XML forbids is never in the tree. */
	assert_tree(read_text("&#1;[a](&#1;)"),
		    "body(paragraph(text[&#1;]=\xEF\xBF\xBD link[[a](&#1;)]=\xEF\xBF\xBD<&#1;>''(text[a])))");
}

/* What is too deep keeps its words, and the tree stays shallow. */
static void test_deep_emphasis(void **state)
{
	struct buffer text = BUFFER_EMPTY;
	struct node *body;
	struct walk walk;
	size_t depth = 0, deepest = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buffer_append_string(&text, "*a ");
	for (int i = 0; i < 1000; i++)
		buffer_append_string(&text, "b* ");
	body = read_text(buffer_string(&text));
	walk = walk_begin(body);
	while (walk_next(&walk)) {
		depth += walk.is_entering ? walk.node->kind == NODE_EMPHASIS : 0;
		depth -= walk.is_entering ? 0 : walk.node->kind == NODE_EMPHASIS;
		deepest = depth > deepest ? depth : deepest;
	}
	assert_int_equal(deepest, LIMIT_NESTING);
	assert_int_equal(findings.count, 1);
	assert_int_equal(findings.first->check, CHECK_LIMIT);
	assert_int_equal(node_words(&arena, body).length, 1000 * 4 - 1);
	buffer_release(&text);
}

/* Every literal text stands where it says, each place is inside its parent's, and siblings follow one another. */
static void check_places(const struct node *body)
{
	struct walk walk = walk_begin(body);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering)
			continue;
		assert_ptr_equal(node->place.source, &source);
		assert_true(node->place.begin <= node->place.end);
		if (node != body) {
			assert_true(node->place.begin >= node->parent->place.begin);
			assert_true(node->place.end <= node->parent->place.end);
		}
		if (node->previous)
			assert_true(node->place.begin >= node->previous->place.end);
	}
}

/* A small generator that needs no library: the same numbers on every run. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static void test_random_texts(void **state)
{
	static const char *const parts[] = {
		"a",     "word ", "*",     "**",       "_",    "`",      "[",           "]",     "(b)",
		"[^1]",  "\n",    "\n\n",  "- ",       "1. ",  "> ",     "   ",         "    ",  "\t",
		"&amp;", "\\",    "|",     "|-|\n",    "## ",  "<i>",    "<https://a>", "!",     "  \n",
		"\\\n",  "---\n", "===\n", "[a]: b\n", "\r\n", "[^x]: ", "\xC3\xA9",    "```\n", "-->"};
	uint32_t seed = 2026;

	(void)state;
	for (int trial = 0; trial < 3000; trial++) {
		struct buffer text = BUFFER_EMPTY;
		for (uint32_t i = next_random(&seed) % 40; i > 0; i--)
			buffer_append_string(&text, parts[next_random(&seed) % ARRAY_COUNT(parts)]);
		check_places(read_text(buffer_string(&text)));
		buffer_release(&text);
		arena_release(&arena);
	}
}

/* Plain words stay as they are, in order. */
static void test_no_word_is_lost(void **state)
{
	static const char text[] =
		"One two\nthree, four\n\n1. five\n   six\n   - seven\n\n     eight\n\nnine | ten\n-|-\n"
		"eleven | twelve\n\n## thirteen\n\n> fourteen\nfifteen\n\n    sixteen\n\nseventeen\n"
		"---\n\n#### eighteen\n";

	(void)state;
	assert_text_is(
		node_words(&arena, read_text(text)),
		"One two three, four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
		"seventeen eighteen");
}

static void read_without_set_up(void)
{
	read_text("a");
}

static void test_set_up_is_needed(void **state)
{
	(void)state;
	assert_int_equal(unit_ending(read_without_set_up, NULL, 0), 4);
}

#define TEST(name) cmocka_unit_test_teardown(name, tear_down)

int main(void)
{
	const struct CMUnitTest before[] = {
		cmocka_unit_test(test_set_up_is_needed),
	};
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_emphasis),
		TEST(test_entities_and_escapes),
		TEST(test_code),
		TEST(test_breaks),
		TEST(test_line_ends),
		TEST(test_links),
		TEST(test_autolinks),
		TEST(test_reference_links),
		TEST(test_citations),
		TEST(test_references),
		TEST(test_headings),
		TEST(test_lists),
		TEST(test_places_of_blocks),
		TEST(test_part_of_a_source),
		TEST(test_tables),
		TEST(test_pipes_in_cells),
		TEST(test_tables_in_other_places),
		TEST(test_code_blocks),
		TEST(test_html),
		TEST(test_forbidden_characters),
		TEST(test_deep_emphasis),
		TEST(test_random_texts),
		TEST(test_no_word_is_lost),
	};
	int failed = cmocka_run_group_tests(before, NULL, NULL);

	return failed + cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}
