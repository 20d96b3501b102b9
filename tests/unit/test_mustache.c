/* Mustache: each feature of the specification by cases of our own, then what policyc asks beyond it: faults with their
 * places, strict names, bounded partials, and one template rendered by many threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "template/mustache.h"

/* A small notation for data, so that a case is one line: maps {a:1,b:[…]}, lists, 'texts', numbers, true, false, null;
 * no spaces but in texts. */
static struct value *data_read(struct arena *arena, const char **at)
{
	struct value *value;
	const char *begin = *at;
	if (*begin == '\'') {
		size_t length = strcspn(begin + 1, "'");
		*at = begin + length + 2;
		return value_string(arena, (struct text){begin + 1, length});
	}
	if (*begin != '{' && *begin != '[') {
		*at += strcspn(begin, ",]}");
		struct text word = {begin, (size_t)(*at - begin)};
		if (text_is(word, "null"))
			return value_null(arena);
		if (text_is(word, "true") || text_is(word, "false"))
			return value_boolean(arena, text_is(word, "true"));
		return value_number(arena, word);
	}
	char close = *begin == '{' ? '}' : ']';
	value = *begin == '{' ? value_map(arena) : value_list(arena);
	for ((*at)++; **at != close; *at += **at == ',') {
		if (close == ']') {
			value_list_add(arena, value, data_read(arena, at));
			continue;
		}
		struct text key = {*at, strcspn(*at, ":")};
		*at += key.length + 1;
		assert_non_null(value_map_add(arena, value, key, data_read(arena, at)));
	}
	(*at)++;
	return value;
}

struct heard {
	struct buffer faults; /* "name:line:column: message\n" for each */
	uint32_t begin, end;  /* of the last */
};

static void hear(void *context, const struct mustache_error *error)
{
	struct heard *heard = context;
	buffer_append_format(&heard->faults, "%.*s:%u:%u: %s\n", TEXT_ARGUMENTS(error->template_name), error->line,
			     error->column, error->message);
	heard->begin = error->begin;
	heard->end = error->end;
}

/* Renders "template" with partials given as name, source pairs, and compares the outcome and the faults. */
static void check(bool strict, const char *source, const char *data, const char *const partial_pairs[],
		  const char *expected, const char *faults)
{
	struct arena arena = ARENA_EMPTY;
	struct map partials = MAP_EMPTY;
	struct buffer out = BUFFER_EMPTY;
	struct heard heard = {0};
	struct mustache_reporter reporter = {hear, &heard};
	for (size_t i = 0; partial_pairs != NULL && partial_pairs[i] != NULL; i += 2)
		map_set(&partials, text_of(partial_pairs[i]),
			(void *)mustache_parse(&arena, text_of(partial_pairs[i]), text_of(partial_pairs[i + 1]),
					       &reporter));
	const struct mustache_template *template = mustache_parse(&arena, TEXT("t"), text_of(source), &reporter);
	bool good = false;
	if (template != NULL) {
		struct mustache_options options = {&partials, strict, reporter};
		good = mustache_render(template, data_read(&arena, &data), &options, &out);
	}
	assert_string_equal(buffer_string(&heard.faults), faults);
	assert_int_equal(good, faults[0] == '\0');
	if (expected != NULL)
		assert_string_equal(buffer_string(&out), expected);
	buffer_release(&heard.faults);
	buffer_release(&out);
	map_release(&partials);
	arena_release(&arena);
}

/* By the specification's rules: nothing is a fault. */
static void renders(const char *source, const char *data, const char *expected)
{
	check(false, source, data, NULL, expected, "");
}

static void test_interpolation(void **state)
{
	(void)state;
	renders("", "{}", "");
	renders("no tags } } {", "{}", "no tags } } {");
	renders("{{a}} {{ a }} {{\n a\n}}", "{a:'x'}", "x x x");
	renders("{{a}}|{{{a}}}|{{&a}}|{{& a }}|{{{ a }}}", "{a:'<&\">é'}",
		"&lt;&amp;&quot;&gt;é|<&\">é|<&\">é|<&\">é|<&\">é");
	renders("{{n}} {{f}} {{t}} {{none}} {{no}}", "{n:85,f:1.210,t:true,none:null}", "85 1.210 true  ");
	renders("{{a.b.c}}{{a.x.c}}{{y.b}}", "{a:{b:{c:'deep'}}}", "deep");
	renders("{{.}}", "'itself'", "itself");
	renders("  {{a}}\n", "{a:'x'}", "  x\n");
	renders("{{#a}}{{b.c}}{{/a}}", "{a:{b:{}},b:{c:'never'}}", "");
}

static void test_sections(void **state)
{
	(void)state;
	renders("{{#a}}yes{{/a}}", "{a:true}", "yes");
	renders("[{{#a}}y{{/a}}{{#b}}y{{/b}}{{#c}}y{{/c}}{{#d}}y{{/d}}{{#e}}y{{/e}}]", "{a:false,b:null,c:[],d:''}",
		"[]");
	renders("{{#a}}y{{/a}}{{#b}}y{{/b}}{{#c}}y{{/c}}", "{a:0,b:'x',c:{}}", "yyy");
	renders("{{#a}}{{b}}{{c}};{{/a}}", "{a:[{b:1},{b:2,c:'own'}],c:'outer'}", "1outer;2own;");
	renders("{{#a}}{{.}},{{/a}}", "{a:['x','<']}", "x,&lt;,");
	renders("{{#a}}({{#.}}{{.}}{{/.}}){{/a}}", "{a:[[1,2],[3]]}", "(12)(3)");
	renders("{{#a.b}}{{c}}{{/a.b}}", "{a:{b:{c:'x'}}}", "x");
	renders("{{#a}}{{#b}}{{c}}{{d}}{{/b}}{{/a}}", "{a:{c:1},b:{d:2}}", "12");
	renders("| {{#a}} x {{/a}} |", "{a:true}", "|  x  |");
	renders("1\n  {{#a}}\n2\n\t{{/a}} \r\n3", "{a:true}", "1\n2\n3");
	renders("{{#a}}\n{{/a}}", "{a:true}", "");
	renders("{{#a}} {{/a}}\n", "{a:true}", " \n");
	renders("{{#a}}\nx\n{{/a}}\n{{#a}}\ny\n{{/a}}\n", "{a:true}", "x\ny\n");
}

static void test_inverted(void **state)
{
	(void)state;
	renders("{{^a}}no{{/a}}", "{a:true}", "");
	renders("{{^a}}1{{/a}}{{^b}}2{{/b}}{{^c}}3{{/c}}{{^d}}4{{/d}}{{^e}}5{{/e}}", "{a:false,b:null,c:[],d:''}",
		"12345");
	renders("{{^a}}x{{/a}}{{^b}}x{{/b}}{{^c}}x{{/c}}", "{a:0,b:'x',c:[1]}", "");
	renders("1\n{{^a}}\n2\n{{/a}}\n3\n", "{}", "1\n2\n3\n");
	renders("{{^a}}{{#b}}x{{/b}}{{/a}}", "{b:true}", "x");
}

static void test_comments(void **state)
{
	(void)state;
	renders("1{{! anything: {{ = # }}2", "{}", "12");
	renders("1\n  {{!\n over\n lines }}  \n2\n", "{}", "1\n2\n");
	renders("1 {{! x }}\n2", "{}", "1 \n2");
	renders("1\r\n{{!x}}\r\n2", "{}", "1\r\n2");
	renders("  {{!x}}", "{}", "");
	renders("{{!a}} {{!b}}\n", "{}", " \n");
}

static void test_delimiters(void **state)
{
	(void)state;
	renders("{{=<% %>=}}(<%a%>)<%{a}%><%&a%>{{a}}", "{a:'&'}", "(&amp;)&&{{a}}");
	renders("{{= | | =}}|a||={{ }}=|{{a}}", "{a:'x'}", "xx");
	renders("{{#a}}{{=<< >>=}}<<b>><</a>>", "{a:{b:1}}", "1");
	renders("1\n  {{=@ @=}}\n2 @a@", "{a:'x'}", "1\n2 x");
	const char *const partials[] = {"p", "{{a}}<%a%>{{=! !=}}", NULL};
	check(false, "{{=<% %>=}}<%>p%> <%a%>", "{a:'x'}", partials, "x<%a%> x", "");
}

static void test_partials(void **state)
{
	(void)state;
	const char *const partials[] = {"p",     "<{{a}}>",
					"lines", "1\n{{{a}}}\n\n3\n",
					"outer", "a\n  {{>inner}}\nb\n",
					"inner", "i\nj\n",
					"list",  "{{#l}}\n({{.}})\n{{/l}}\n",
					"node",  "{{n}}{{#c}}[{{>node}}]{{/c}}",
					"tags",  "{{a}}{{a}}\n{{#t}}x\n{{/t}}y\n",
					NULL};
	check(false, "{{>p}}{{> p }}|{{>none}}|", "{a:'x'}", partials, "<x><x>||", "");
	check(false, "1 {{>lines}}2", "{a:'x\ny'}", partials, "1 1\nx\ny\n\n3\n2", "");
	check(false, "0\n  {{>lines}}\n2", "{a:'x\ny'}", partials, "0\n  1\n  x\ny\n  \n  3\n2", "");
	check(false, "\t{{>outer}}\r\n.", "{}", partials, "\ta\n\t  i\n\t  j\n\tb\n.", "");
	check(false, " {{>list}}", "{l:[1,2]}", partials, " (1)\n (2)\n", "");
	check(false, "{{>node}}", "{n:1,c:[{n:2,c:[]},{n:3,c:[{n:4,c:null}]}]}", partials, "1[2][3[4]]", "");
	check(false, " {{>tags}}", "{a:'v',t:true}", partials, " vv\n x\n y\n", "");
	check(false, " {{>tags}}", "{a:'v'}", partials, " vv\n y\n", "");
}

static void faulty(const char *source, const char *faults)
{
	check(true, source, "{a:'x',l:[1],m:{n:{},z:null}}", NULL, NULL, faults);
}

static void test_template_faults(void **state)
{
	(void)state;
	faulty("é\n  é{{a", "t:2:4: this tag is never closed: \"}}\" is missing after it\n");
	faulty("{{{a}}", "t:1:1: this tag is never closed: \"}}}\" is missing after it\n");
	faulty("{{=<% %>}}", "t:1:1: this tag is never closed: \"=}}\" is missing after it\n");
	faulty("x {{#a}}\n{{#b}} {{/b}}", "t:1:3: the section \"a\" is opened here and never closed\n");
	faulty("{{#a}}{{^b}}", "t:1:7: the section \"b\" is opened here and never closed\n"
			       "t:1:1: the section \"a\" is opened here and never closed\n");
	faulty("{{/a}}", "t:1:1: \"a\" is closed here, but no section is open\n");
	faulty("{{#a}}\n {{/b}}", "t:2:2: \"b\" is closed here, but the section that is open is \"a\"\n");
	faulty("{{}}{{# }}", "t:1:1: this tag has no name\nt:1:5: this tag has no name\n");
	faulty("{{a b}}", "t:1:1: the name \"a b\" has a space in it; is a closing \"}}\" missing before it?\n");
	faulty("{{a..b}}", "t:1:1: the name \"a..b\" has a dot with nothing beside it\n");
	const char *delimiters = "t:1:1: new delimiters are written {{=<% %>=}}: an opening and a closing one with a "
				 "space between them, and no \"=\" in either\n";
	faulty("{{=<%=}}", delimiters);
	faulty("{{=<% % >=}}", delimiters);
	faulty("{{=<= >=}}", "t:1:1: new delimiters are written {{=<% %>=}}: an opening and a closing one with a space "
			     "between them, and no \"=\" in either\n");
}

static void test_strict_names(void **state)
{
	(void)state;
	const char *const partials[] = {"p", "\n{{b}}", NULL};
	check(true, "{{a}}{{#m}}{{a}}{{/m}}{{m.z}}{{m.z.y}}{{#m.z}}{{never}}{{/m.z}}", "{a:'x',m:{z:null}}", NULL, "xx",
	      "");
	faulty("{{aa}}", "t:1:1: the data has no value \"aa\"\n");
	faulty("{{#aa}}{{/aa}}{{^bb.c}}{{/bb.c}}",
	       "t:1:1: the data has no value \"aa\"\nt:1:15: the data has no value \"bb\"\n");
	faulty("{{m.o}} {{m.n.o}}", "t:1:1: \"m\" has no value \"o\"\nt:1:9: \"m.n\" has no value \"o\"\n");
	faulty("{{a.b}}", "t:1:1: \"a\" is a text and has no parts, so there is no \"a.b\"\n");
	faulty("{{l}}{{m}}", "t:1:1: \"l\" is a list, which can't be shown as text\n"
			     "t:1:6: \"m\" is a group of values, which can't be shown as text\n");
	faulty("{{>p}}", "t:1:1: there is no partial \"p\"\n");
	check(true, "{{>p}}", "{a:1}", partials, "\n", "p:2:1: the data has no value \"b\"\n");
}

static void test_fault_range(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct heard heard = {0};
	struct mustache_reporter reporter = {hear, &heard};
	struct text source = TEXT("ab\n {{# x }} c");
	assert_null(mustache_parse(&arena, TEXT("t"), source, &reporter));
	assert_true(text_is(text_slice(source, heard.begin, heard.end), "{{# x }}"));
	buffer_release(&heard.faults);
	arena_release(&arena);
}

static void test_depths(void **state)
{
	(void)state;
	/* Twice inside itself: without the stop at the first fault it would not end. */
	const char *const partials[] = {"p", "{{>p}}{{>p}}", "q", "{{#m}}{{>q}}{{/m}}", NULL};
	check(true, "{{>p}}", "{}", partials, NULL,
	      "p:1:1: the partial \"p\" is inside itself, or partials are nested more than 64 deep\n");
	check(false, "{{>q}}", "{m:[1,2]}", partials, NULL,
	      "q:1:7: the partial \"q\" is inside itself, or partials are nested more than 64 deep\n");

	struct buffer source = BUFFER_EMPTY;
	for (int i = 0; i < MUSTACHE_SECTION_DEPTH_MOST; i++)
		buffer_append_string(&source, "{{#a}}");
	buffer_append_string(&source, "x");
	for (int i = 0; i < MUSTACHE_SECTION_DEPTH_MOST; i++)
		buffer_append_string(&source, "{{/a}}");
	renders(buffer_string(&source), "{a:true}", "x");
	buffer_clear(&source);
	for (int i = 0; i <= 100000; i++)
		buffer_append_string(&source, "{{#a}}");
	faulty(buffer_string(&source), "t:1:385: more than 64 sections are nested here\n");
	buffer_release(&source);
}

struct shared_work {
	const struct mustache_template *template;
	const struct value *data;
	struct mustache_options options;
	struct text expected;
};

static void *render_often(void *context)
{
	const struct shared_work *work = context;
	size_t wrong = 0;
	for (int i = 0; i < 500; i++) {
		struct buffer out = BUFFER_EMPTY;
		wrong += !mustache_render(work->template, work->data, &work->options, &out) ||
			 !text_equal(buffer_text(&out), work->expected);
		buffer_release(&out);
	}
	return wrong == 0 ? NULL : context;
}

static void test_threads(void **state)
{
	(void)state;
	struct arena arena = ARENA_EMPTY;
	struct map partials = MAP_EMPTY;
	struct mustache_reporter silent = {0};
	const char *data = "{l:[1,2,3],a:'<x>'}";
	map_set(&partials, TEXT("p"), (void *)mustache_parse(&arena, TEXT("p"), TEXT("{{.}}{{a}}\n"), &silent));
	struct shared_work work = {
		.template = mustache_parse(&arena, TEXT("t"), TEXT("{{#l}}\n  {{>p}}\n{{/l}}\n"), &silent),
		.data = data_read(&arena, &data),
		.options = {&partials, true, silent},
		.expected = TEXT("  1&lt;x&gt;\n  2&lt;x&gt;\n  3&lt;x&gt;\n"),
	};
	pthread_t threads[4];
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, render_often, &work), 0);
	for (size_t i = 0; i < 4; i++) {
		void *wrong = NULL;
		assert_int_equal(pthread_join(threads[i], &wrong), 0);
		assert_null(wrong);
	}
	map_release(&partials);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_interpolation),   cmocka_unit_test(test_sections),
		cmocka_unit_test(test_inverted),        cmocka_unit_test(test_comments),
		cmocka_unit_test(test_delimiters),      cmocka_unit_test(test_partials),
		cmocka_unit_test(test_template_faults), cmocka_unit_test(test_strict_names),
		cmocka_unit_test(test_fault_range),     cmocka_unit_test(test_depths),
		cmocka_unit_test(test_threads),
	};
	return cmocka_run_group_tests_name("Mustache", tests, NULL, NULL);
}
