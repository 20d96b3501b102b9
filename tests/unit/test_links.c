#include "body.h"

#include "read/links.h"
#include "tree/site.h"

static struct policy *link_body(const char *source)
{
	struct policy *policy = body_build(source);
	struct site site = {.ref_pattern = {.text = TEXT("CMICB_Clin###+")}};

	links_recognise(policy, &site);
	policy_number(policy);
	links_resolve(policy);
	return policy;
}

/* A line for each link: kind, the words under it in the source, what it names, its address. */
static void list_links(struct buffer *out, const struct policy *policy)
{
	static const char *const kinds[] = {"url", "policy", "within", "nice", "page", "empty", "refused"};
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk)) {
		const struct node *node = walk.node;
		if (!walk.is_entering || (node->kind != NODE_LINK && node->kind != NODE_IMAGE))
			continue;
		buffer_append_format(out, "%s \"%.*s\"", kinds[node->link.kind],
				     TEXT_ARGUMENTS(place_text(node->place)));
		if (node->link.ref.length)
			buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(node->link.ref));
		if (node->link.url.length)
			buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(node->link.url));
		buffer_append_string(out, "\n");
	}
}

#define assert_links(source, expected)                                 \
	do {                                                           \
		struct policy *linked = link_body(source);             \
		struct buffer listed = BUFFER_EMPTY;                   \
		list_links(&listed, linked);                           \
		assert_string_equal(buffer_string(&listed), expected); \
		buffer_release(&listed);                               \
		policy_free(linked);                                   \
	} while (0)

static void test_bare_addresses(void **state)
{
	(void)state;
	assert_links("See https://www.nhs.uk/a, (http://x.org/b_(c)) and www.nhs.uk/d?e=1.",
		     "url \"https://www.nhs.uk/a\" https://www.nhs.uk/a\n"
		     "url \"http://x.org/b_(c)\" http://x.org/b_(c)\n"
		     "url \"www.nhs.uk/d?e=1\" https://www.nhs.uk/d?e=1\n");
	assert_links("“https://x.org/a”, 'https://x.org/b', *https://x.org/c*; https://x.org/d: [https://x.org/e]",
		     "url \"https://x.org/a\" https://x.org/a\nurl \"https://x.org/b\" https://x.org/b\n"
		     "url \"https://x.org/c\" https://x.org/c\nurl \"https://x.org/d\" https://x.org/d\n"
		     "url \"https://x.org/e\" https://x.org/e\n");
	assert_links("https:// http://x xhttps://x.org www.x `https://x.org`", "");
	assert_links("A\nhttps://x.org/a&amp;b\nc", "url \"https://x.org/a&amp;b\" https://x.org/a&b\n");
	assert_links("[https://x.org/a](https://y.org)", "url \"[https://x.org/a](https://y.org)\" https://y.org\n");
	assert_links("HTTPS://X.org/A", "url \"HTTPS://X.org/A\" https://X.org/A\n");
}

static void test_bare_refs(void **state)
{
	(void)state;
	assert_links("CMICB_Clin086, CMICB_Clin1234. CMICB_Clin08 xCMICB_Clin086 CMICB_Clin086a *CMICB_Clin087*",
		     "policy \"CMICB_Clin086\" CMICB_Clin086\npolicy \"CMICB_Clin1234\" CMICB_Clin1234\n"
		     "policy \"CMICB_Clin087\" CMICB_Clin087\n");
}

static void test_bare_nice(void **state)
{
	(void)state;
	assert_links("NG59 NG 59, [IPG31] (HST2), NG&nbsp;198; TA\n12. NICE NG1 and QS33.",
		     "nice \"NG59\" NG59 https://www.nice.org.uk/guidance/ng59\n"
		     "nice \"NG 59\" NG59 https://www.nice.org.uk/guidance/ng59\n"
		     "nice \"IPG31\" IPG31 https://www.nice.org.uk/guidance/ipg31\n"
		     "nice \"HST2\" HST2 https://www.nice.org.uk/guidance/hst2\n"
		     "nice \"NG&nbsp;198\" NG198 https://www.nice.org.uk/guidance/ng198\n"
		     "nice \"TA\n12\" TA12 https://www.nice.org.uk/guidance/ta12\n"
		     "nice \"NG1\" NG1 https://www.nice.org.uk/guidance/ng1\n"
		     "nice \"QS33\" QS33 https://www.nice.org.uk/guidance/qs33\n");
	assert_links("PH 7.4, ng59, NG1 5DT, NG059, NGs 59, XNG59, NG59a, NG12345, NG  59, NG-59, `NG59`", "");
	assert_links("Kinds: CG1 MTG2 DG3 PH4 HTG5", "nice \"CG1\" CG1 https://www.nice.org.uk/guidance/cg1\nnice "
						     "\"MTG2\" MTG2 https://www.nice.org.uk/guidance/mtg2\n"
						     "nice \"DG3\" DG3 https://www.nice.org.uk/guidance/dg3\nnice "
						     "\"PH4\" PH4 https://www.nice.org.uk/guidance/ph4\n"
						     "nice \"HTG5\" HTG5 https://www.nice.org.uk/guidance/htg5\n");
}

static void test_kinds(void **state)
{
	(void)state;
	assert_links(
		"[a](policy:CMICB_Clin086) [b](policy:CMICB_Clin086#name) [c](#) [d]() [e](nice:ng59) [f](nice:NG 59)\n"
		"[g](javascript:alert) [h](../x.pdf) [i](//x.org) [j](mailto:a@b.c) [k](tel:0151&nbsp;1) [l](nice:x)\n"
		"[m](https:) [n](policy:) [o](data:x) [p](FILE:///x) "
		"[q](https://www.nice.org.uk/guidance/NG198/resources/x)\n"
		"<mailto:c@d.e> <https://x.org/é?q=%20%zz>",
		"policy \"[a](policy:CMICB_Clin086)\" CMICB_Clin086\n"
		"policy \"[b](policy:CMICB_Clin086#name)\" CMICB_Clin086\n"
		"empty \"[c](#)\"\nempty \"[d]()\"\n"
		"nice \"[e](nice:ng59)\" NG59 https://www.nice.org.uk/guidance/ng59\n"
		"nice \"NG 59\" NG59 https://www.nice.org.uk/guidance/ng59\n"
		"refused \"[g](javascript:alert)\"\nrefused \"[h](../x.pdf)\"\nrefused \"[i](//x.org)\"\n"
		"url \"[j](mailto:a@b.c)\" mailto:a@b.c\n"
		"url \"[k](tel:0151&nbsp;1)\" tel:0151%C2%A01\n"
		"refused \"[l](nice:x)\"\nrefused \"[m](https:)\"\nrefused \"[n](policy:)\"\n"
		"refused \"[o](data:x)\"\nrefused \"[p](FILE:///x)\"\n"
		"nice \"[q](https://www.nice.org.uk/guidance/NG198/resources/x)\" NG198 "
		"https://www.nice.org.uk/guidance/NG198/resources/x\n"
		"url \"<mailto:c@d.e>\" mailto:c@d.e\n"
		"url \"<https://x.org/é?q=%20%zz>\" https://x.org/%C3%A9?q=%20%25zz\n");
}

static void test_encoding(void **state)
{
	(void)state;
	assert_links(
		"[a](<https://x.org/a b\"c>) [b](https://x.org/#a#b) [c](https://x.org/[1]|) [d](<https://x y.org/>)",
		"url \"[a](<https://x.org/a b\"c>)\" https://x.org/a%20b%22c\n"
		"url \"[b](https://x.org/#a#b)\" https://x.org/#a%23b\n"
		"url \"[c](https://x.org/[1]|)\" https://x.org/%5B1%5D%7C\n"
		"refused \"[d](<https://x y.org/>)\"\n");
}

static void test_images(void **state)
{
	(void)state;
	assert_links("![a](assets/way.png) ![b](../x.png) ![c](https://x.org/y.png) ![NG59](/x.png) ![d]()",
		     "url \"![a](assets/way.png)\" assets/way.png\nrefused \"![b](../x.png)\"\n"
		     "refused \"![c](https://x.org/y.png)\"\nrefused \"![NG59](/x.png)\"\nempty \"![d]()\"\n");
}

static void test_within(void **state)
{
	struct policy *policy = link_body(
		"## A {#top}\n\n1. [a](#1.1) [b](#name) [c](#9.9) [d](#top) [e](#c-1-1) [f](#1)\n1. b {#name}\n");
	struct buffer listed = BUFFER_EMPTY;

	(void)state;
	list_links(&listed, policy);
	assert_string_equal(buffer_string(&listed),
			    "within \"[a](#1.1)\" #c-1-1\nwithin \"[b](#name)\" #name\nwithin \"[c](#9.9)\"\n"
			    "within \"[d](#top)\" #top\nwithin \"[e](#c-1-1)\" #c-1-1\nwithin \"[f](#1)\" #top\n");
	const struct node *first = policy->body->first_child->first_child->next->first_child->first_child;
	assert_ptr_equal(first->link.resolved, policy_find_id(policy, TEXT("c-1-1")));
	policy_free(policy);
	buffer_release(&listed);
}

/* Words stay as they are, and each part of a cut text knows where it stands. */
static void test_cut_text(void **state)
{
	struct policy *policy = link_body("a &amp; NG59&ndash;NG\n60 &lt; b");
	const struct node *paragraph = policy->body->first_child, *node = paragraph->first_child;
	struct buffer listed = BUFFER_EMPTY;

	(void)state;
	assert_text_is(node_words(&policy->arena, paragraph), "a & NG59–NG 60 < b");
	for (; node; node = node->next)
		buffer_append_format(&listed, "%s \"%.*s\"\n", node_kind_name(node->kind),
				     TEXT_ARGUMENTS(place_text(node->place)));
	assert_string_equal(buffer_string(&listed),
			    "text \"a \"\ntext \"&amp;\"\ntext \" \"\nlink \"NG59\"\ntext \"&ndash;\"\n"
			    "link \"NG\n60\"\ntext \" \"\ntext \"&lt;\"\ntext \" b\"\n");
	policy_free(policy);
	buffer_release(&listed);
}

/* A line for each reference: kind, identifier, address, number, words, where it is cited. */
static void list_references(struct buffer *out, const struct policy *policy)
{
	for (size_t i = 0; i < policy->reference_count; i++) {
		const struct reference *reference = &policy->references[i];
		buffer_append_format(out, "%s [%.*s] [%.*s] %u \"%.*s\"", reference_kind_names[reference->kind],
				     TEXT_ARGUMENTS(reference->identifier), TEXT_ARGUMENTS(reference->url),
				     reference->number, TEXT_ARGUMENTS(reference->text));
		for (size_t j = 0; j < reference->cited_count; j++)
			buffer_append_format(out, " %.*s", TEXT_ARGUMENTS(reference->cited_in[j]));
		buffer_append_byte(out, '\n');
	}
}

#define assert_references(policy, expected)                            \
	do {                                                           \
		struct buffer listed = BUFFER_EMPTY;                   \
		list_references(&listed, policy);                      \
		assert_string_equal(buffer_string(&listed), expected); \
		buffer_release(&listed);                               \
	} while (0)

/* CMICB_Clin055, section 5. */
static void test_link_alone(void **state)
{
	struct policy *policy = link_body("## Evidence\n\n1. Section 1.8 of NICE guideline , NG 198 discusses acne. "
					  "Recommendation 1.8.2 states more of NG198.\n\n"
					  "### Reference "
					  "{-}\n\n<https://www.nice.org.uk/guidance/ng198/resources/"
					  "acne-66142088866501>\n\nhttps://x.org/y\n\nSee https://x.org/z\n");

	(void)state;
	assert_references(policy,
			  "nice [NG198] [https://www.nice.org.uk/guidance/ng198/resources/acne-66142088866501] 0 "
			  "\"https://www.nice.org.uk/guidance/ng198/resources/acne-66142088866501\" c-1-1\n"
			  "url [] [https://x.org/y] 0 \"https://x.org/y\"\n"
			  "url [] [https://x.org/z] 0 \"\" s-reference\n");
	assert_outline(policy, "section evidence 1 s-1\n heading \"Evidence\"\n clause 1.1 c-1-1\n"
			       "  paragraph \"Section 1.8 of NICE guideline , NG 198 discusses acne. Recommendation "
			       "1.8.2 states more of NG198.\"\n"
			       " section references unnumbered s-reference\n  heading \"Reference\"\n"
			       "  reference-list\n   reference reference-1 "
			       "\"https://www.nice.org.uk/guidance/ng198/resources/acne-66142088866501\"\n"
			       "   reference reference-2 \"https://x.org/y\"\n"
			       "  paragraph \"See https://x.org/z\"\n");
	policy_free(policy);
}

/* CMICB_Clin018, section 6 and REFERENCES. */
static void test_definitions(void **state)
{
	struct policy *policy =
		link_body("## Evidence\n\n1. NICE, published guidance in 2016[^1], and the Pathway[^2] more.\n1. based "
			  "on an IPG from 2003[^3]; and NG59.\n"
			  "1. audit or research[^3]. No such[^9].\n\n## REFERENCES {-}\n\n"
			  "[^1]: NICE NG59 Low back pain (November 2016): <https://www.nice.org.uk/guidance/ng59>.\n"
			  "[^2]: National Pathway 2017: [National Back Pain Pathway.pdf](#)\n"
			  "[^3]: NICE guidance [IPG31] Foraminoplasty. <https://www.nice.org.uk/guidance/ipg31>\n");
	uint32_t expected[][2] = {{1, 1}, {2, 1}, {3, 1}, {3, 2}, {0, 0}};
	size_t i = 0;
	struct walk walk = walk_begin(policy->body);

	(void)state;
	assert_references(
		policy,
		"nice [NG59] [https://www.nice.org.uk/guidance/ng59] 1 \"NICE NG59 Low back pain (November 2016): "
		"https://www.nice.org.uk/guidance/ng59.\" c-1-1 c-1-2\n"
		"text [] [] 2 \"National Pathway 2017: National Back Pain Pathway.pdf\" c-1-1\n"
		"nice [IPG31] [https://www.nice.org.uk/guidance/ipg31] 3 \"NICE guidance [IPG31] Foraminoplasty. "
		"https://www.nice.org.uk/guidance/ipg31\" c-1-2 c-1-3\n");
	while (walk_next(&walk)) {
		if (!walk.is_entering || walk.node->kind != NODE_CITATION)
			continue;
		assert_true(i < 5);
		assert_int_equal(walk.node->citation.number, expected[i][0]);
		assert_int_equal(walk.node->citation.occurrence, expected[i][1]);
		assert_int_equal(walk.node->citation.reference != NULL, expected[i][0] != 0);
		i++;
	}
	assert_int_equal(i, 5);
	policy_free(policy);
}

static void test_mentions(void **state)
{
	struct policy *policy = link_body(
		"Before NG1.\n\n## A\n\nWords NG59, <mailto:a@b.c>.\n\n1. NG 59, CMICB_Clin086, "
		"[x](policy:CMICB_Clin086#y) and itself, CMICB_Clin001.\n"
		"1. [label](https://x.org/a) - <https://x.org/a> NG59\n   - NG59\n\nNG59 [in](#c-1-1) [none](#)\n");

	(void)state;
	assert_references(policy, "nice [NG1] [https://www.nice.org.uk/guidance/ng1] 0 \"\"\n"
				  "nice [NG59] [https://www.nice.org.uk/guidance/ng59] 0 \"\" s-1 c-1-1 c-1-2\n"
				  "policy [CMICB_Clin086] [] 0 \"\" c-1-1\n"
				  "url [] [https://x.org/a] 0 \"\" c-1-2\n");
	policy_free(policy);
}

/* A definition of a policy and of a page; labels without regard to capitals. */
static void test_kinds_of_definitions(void **state)
{
	struct policy *policy = link_body(
		"## A\n\n1. a[^Abc] CMICB_Clin087\n\n## References\n\n[^x]: See https://x.org/b and CMICB_Clin087.\n\n"
		"https://x.org/c\n\n[^abc]: [A page](https://x.org/a) or https://x.org/d.\n");

	(void)state;
	assert_references(policy, "policy [CMICB_Clin087] [] 1 \"See https://x.org/b and CMICB_Clin087.\" c-1-1\n"
				  "url [] [https://x.org/a] 3 \"A page or https://x.org/d.\" c-1-1\n"
				  "url [] [https://x.org/c] 0 \"https://x.org/c\"\n");
	assert_int_equal(policy->body->last_child->last_child->kind, NODE_REFERENCE_LIST);
	assert_int_equal(policy->body->last_child->first_child->next->kind, NODE_REFERENCE_LIST);
	assert_ptr_equal(policy->body->last_child->last_child, policy->body->last_child->first_child->next);
	policy_free(policy);
}

static void test_many(void **state)
{
	struct buffer source = BUFFER_EMPTY;

	(void)state;
	buffer_append_string(&source, "## A\n\n1. ");
	for (int i = 0; i < 20000; i++)
		buffer_append_format(&source, "NG%d NG\n%d https://x.org/%d [a](#1.%d)\n   ", i % 9000 + 1, i % 900 + 1,
				     i, i);
	struct policy *policy = link_body(buffer_string(&source));
	assert_int_equal(policy->reference_count, 9000 + 20000);
	policy_free(policy);
	buffer_release(&source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bare_addresses), cmocka_unit_test(test_bare_refs),
		cmocka_unit_test(test_bare_nice),      cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_encoding),       cmocka_unit_test(test_images),
		cmocka_unit_test(test_within),         cmocka_unit_test(test_cut_text),
		cmocka_unit_test(test_link_alone),     cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_mentions),       cmocka_unit_test(test_kinds_of_definitions),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, reading_set_up, reading_tear_down);
}
