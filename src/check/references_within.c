/* References to parts of the same document: links "#1.1", "#name", and words such as "section 9" and "Appendix 2".
 *
 * Words name a part of this document unless they belong to another: "section 1.8 of NICE guideline NG198", "Section 117
 * of the Mental Health Act", "NG59, section 1.2". Only a part that isn't there is told of, so all that is done here is
 * to be sure that this document was meant: what stands beside the number, and the other words of the sentence. */
#include "base/scan.h"
#include "check/whole_text.h"

/* No policy has so many sections; an Act has. */
#define SECTIONS_MOST 40

/* Words after which, or before which, a number is a part of something else. */
static const char *const other_documents[] = {
	"Act",          "Acts",          "Regulations",  "Regulation", "Order",      "Directions",    "Directive",
	"Code",         "Contract",      "Constitution", "Schedule",   "Handbook",   "Manual",        "Convention",
	"Charter",      "Bill",          "NICE",         "SIGN",       "BNF",        "BNFC",          "DSM",
	"WHO",          "EBI",           "Guideline",    "GIRFT",      "Guidelines", "Specification", "Framework",
	"Constitution", "Commissioning", "Report",
};
/* The same in small letters, only before the number: "the national contract, section 3". */
static const char *const other_documents_before[] = {
	"guideline", "guidelines", "guidance", "contract",  "specification", "standard", "report",
	"form",      "leaflet",    "handbook", "framework", "manual",        "code",     "act",
};
/* What a section of an Act is for, or what is no part of anything: "section 117 aftercare", "a section 2 years ago". */
static const char *const other_things[] = {
	"days",   "weeks",     "months",    "years",      "mm",         "cm",          "leave",  "aftercare",
	"doctor", "approved",  "agreement", "agreements", "assessment", "duty",        "notice", "order",
	"powers", "detention", "patient",   "patients",   "funding",    "arrangement",
};
/* What leads to a part of the document itself. */
static const char *const leading_words[] = {
	"see",   "in",        "to",      "at",        "per", "by",  "from",     "with",    "and",        "or",
	"under", "also",      "within",  "using",     "of",  "as",  "sections", "clauses", "paragraphs", "meets",
	"meet",  "satisfies", "fulfils", "described", "set", "out", "listed",   "both",    "either",
};

static bool is_one_of(struct text word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(word, list[i]))
			return true;
	return false;
}
#define IS_ONE_OF(word, list) is_one_of(word, list, ARRAY_COUNT(list))

/* The most bytes on either side of a mention that are looked at as its sentence. */
#define SENTENCE_MOST  500
#define SENTENCE_FLAGS (SENTENCE_LINE | SENTENCE_CAPITAL | SENTENCE_INITIAL)
#define WORD_BYTES     (WORD_DIGIT | WORD_BEYOND_ASCII)

/* The parts that the document has. */
struct parts {
	struct whole_text *survey;
	struct map numbers;    /* of sections and clauses -> their node */
	struct map last;       /* "3." -> the last node with a number 3.…; "" -> the last section */
	struct map appendices; /* "2", "A" -> whatever it is */
	size_t labels_looked_for;
};

/* A leaf block that may name some, and the links and citations in it that lead elsewhere, in order. */
struct leaf_words {
	const struct node *node;
	struct flat_text flat;
	ARRAY_OF(struct place) elsewhere;
	ARRAY_OF(size_t) citations; /* where each begins in the source */
};

/* What is named: the word, one number, and what stands around. */
struct mention {
	struct parts *parts;
	const struct leaf_words *leaf;
	size_t begin, end; /* for the caret */
	bool is_appendix, is_plural;
	bool is_bare;      /* "see 1.4", "in 1.4 above": no word says what has the number */
	bool is_criterion; /* "criteria 2a" */
};

static struct text word_at(struct text text, size_t at)
{
	return text_slice(text, at, word_end(text, at, WORD_BYTES));
}

/* The word that ends before `at`, white space between; empty where a mark or nothing stands there. */
static struct text word_before(struct text text, size_t at)
{
	while (at > 0 && is_ascii_space(text.bytes[at - 1]))
		at--;
	return text_slice(text, word_begin(text, at, WORD_BYTES), at);
}

/* The end of the number of a part; `at` itself where none is there, or one that goes on as no number of a policy does
 * ("14Z45"). */
static size_t part_number_end(struct text text, size_t at, bool is_appendix)
{
	size_t end = number_end(text, at, NUMBER_OF_PART | (is_appendix ? NUMBER_OF_APPENDIX : 0));

	return end < text.length && is_word_byte(text.bytes[end], WORD_BYTES) ? at : end;
}

/* Does a link to something else stand in a part of the text, or straight after it? */
static bool leads_elsewhere(const struct leaf_words *leaf, size_t begin, size_t end)
{
	struct place part = flat_text_place(&leaf->flat, begin, end);
	size_t low = 0, high = leaf->elsewhere.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (leaf->elsewhere.items[middle].end < part.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low < leaf->elsewhere.count && leaf->elsewhere.items[low].begin <= part.end + 1;
}

/* "Section 1.8[^2]": a part of what is cited. A citation elsewhere in the sentence says where its words come from. */
static bool is_cited(const struct mention *mention)
{
	const struct leaf_words *leaf = mention->leaf;
	size_t end = flat_text_place(&leaf->flat, mention->begin, mention->end).end;

	size_t low = 0, high = leaf->citations.count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (leaf->citations.items[middle] < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low < leaf->citations.count && leaf->citations.items[low] <= end + 1;
}

static bool is_in_link(const struct mention *mention)
{
	const struct node *node = flat_text_node(&mention->leaf->flat, mention->begin);

	return node != NULL && node_ancestor(node, NODE_LINK) != NULL;
}

/* "of this policy", "above": this document is said to be meant. -1: another is. 0: nothing is said. */
static int said_after(const struct mention *mention)
{
	struct text text = mention->leaf->flat.text;
	size_t at = mention->end;

	if (at < text.length && text.bytes[at] == '(') {
		size_t close = text_find_byte(text, ')', at); /* "section 9(a) of" */
		at = close == TEXT_NOT_FOUND ? at : close + 1;
	}
	at = spaces_end(text, at);
	struct text word = word_at(text, at);
	if (text_is(word, "above") || text_is(word, "below"))
		return 1;
	if (text_is(word, "of") || text_is(word, "to") || text_is(word, "in") || text_is(word, "from")) {
		size_t next = spaces_end(text, at + word.length);
		struct text article = word_at(text, next);
		struct text noun = word_at(text, spaces_end(text, next + article.length));
		bool is_own = text_is(article, "this") ||
			      (text_is(article, "the") && (text_is(noun, "policy") || text_is(noun, "document")));
		return is_own                                                                             ? 1
		       : text_is(word, "to") && !is_ascii_letter(article.length ? article.bytes[0] : ' ') ? 0
													  : -1;
	}
	return IS_ONE_OF(word, other_things) ? -1 : 0;
}

static bool names_other_document(const struct mention *mention)
{
	struct text text = mention->leaf->flat.text;
	size_t begin = sentence_begin(text, mention->begin, SENTENCE_MOST, SENTENCE_FLAGS);
	size_t end = sentence_end(text, mention->begin, SENTENCE_MOST, SENTENCE_FLAGS);

	/* Without its mark: a link after that is of the next sentence. */
	if (end > begin && is_sentence_end(text, end - 1, SENTENCE_FLAGS))
		end--;
	for (size_t at = begin; at < end;) {
		struct text word = word_at(text, at);
		if (!word.length) {
			at++;
			continue;
		}
		if (IS_ONE_OF(word, other_documents) ||
		    (at < mention->begin && IS_ONE_OF(word, other_documents_before)))
			return true;
		at += word.length;
	}
	return leads_elsewhere(mention->leaf, begin, end);
}

/* Is it this document that is meant? */
static bool is_meant(const struct mention *mention, struct text number)
{
	struct text text = mention->leaf->flat.text;
	int said = said_after(mention);
	uint32_t whole;

	if (said)
		return said > 0;
	/* "C-section 12 months ago" */
	if (mention->begin > 0 && text.bytes[mention->begin - 1] == '-' &&
	    !text_equal_ignoring_case(word_before(text, mention->begin - 1), TEXT("sub")))
		return false;
	if (text_to_number(number, 9999, &whole) && whole > SECTIONS_MOST)
		return false;
	if (is_cited(mention) || names_other_document(mention))
		return false;
	struct text before = mention->is_bare ? TEXT("") : word_before(text, mention->begin);
	if (mention->is_criterion && text_is_one_of(before, "for meeting if fulfilling fulfil satisfying satisfy"))
		return true;
	if (before.length)
		return mention->is_appendix ||
		       IS_ONE_OF(arena_lower(&mention->parts->survey->scratch, before), leading_words);
	return true;
}

/* "3." of 3.2, "" of 3. */
static struct text number_prefix(struct text number)
{
	size_t length = number.length;

	while (length > 0 && number.bytes[length - 1] != '.')
		length--;
	return text_slice(number, 0, length);
}

/* Notes the numbers and letters of appendices in a heading or title: "Appendix 2 – Pathway". */
static void add_appendices(struct parts *parts, struct text words)
{
	for (size_t at = 0; at < words.length; at++) {
		if (!text_begins_ignoring_case(text_slice(words, at, words.length), TEXT("appendix")))
			continue;
		size_t begin = spaces_end(words, at + sizeof "appendix" - 1);
		size_t end = part_number_end(words, begin, true);
		if (end > begin)
			map_set(&parts->appendices, text_slice(words, begin, end), parts);
	}
}

static void gather_parts(struct parts *parts)
{
	struct whole_text *survey = parts->survey;
	const struct list *documents = &survey->context->policy->documents;

	for (size_t i = 0; i < survey->numbered.count; i++) {
		const struct node *node = survey->numbered.items[i];
		map_set(&parts->numbers, node->number, (void *)node);
		map_set(&parts->last, number_prefix(node->number), (void *)node);
	}
	for (size_t i = 0; i < survey->sections.count; i++) {
		const struct node *heading = node_heading(survey->sections.items[i]);
		if (heading)
			add_appendices(parts, node_words(&survey->scratch, heading));
	}
	for (size_t i = 0; i < documents->count; i++)
		add_appendices(parts, LIST_ITEM(*documents, struct related_document, i)->title.text);
}

/* The last number beside one that isn't there, or empty. */
static struct text last_number(const struct parts *parts, struct text number)
{
	const struct node *last = map_get(&parts->last, number_prefix(number));

	return last ? last->number : TEXT("");
}

static void report_mention(const struct mention *mention, struct text number)
{
	struct whole_text *survey = mention->parts->survey;
	struct findings *findings = survey->context->findings;
	const struct flat_text *flat = &mention->leaf->flat;
	struct text words = text_slice(flat->text, mention->begin, mention->end);
	struct place place =
		place_in_policy(survey->context->policy, flat_text_place(flat, mention->begin, mention->end));
	struct text subject = arena_format(&survey->scratch, "%s %.*s", mention->is_appendix ? "appendix" : "number",
					   TEXT_ARGUMENTS(number));

	if (mention->is_appendix) {
		findings_add_subject(
			findings, CHECK_UNRESOLVED_XREF, subject, place,
			"this policy has no Appendix %.*s, so a reader who looks for it finds nothing; add "
			"it, with \"Appendix %.*s\" in its heading, or correct the words",
			TEXT_ARGUMENTS(number), TEXT_ARGUMENTS(number));
		return;
	}
	struct text last = last_number(mention->parts, number);
	findings_add_subject(findings, CHECK_UNRESOLVED_XREF, subject, place,
			     "nothing in this policy has the number %.*s%s%.*s, so a reader who looks for it finds "
			     "nothing; correct the number, or say of which document \"%.*s\" is a part",
			     TEXT_ARGUMENTS(number), last.length ? ", the last being " : "", TEXT_ARGUMENTS(last),
			     TEXT_ARGUMENTS(words));
}

/* Does a block begin with a label, as people type them: "2a)", "Criterion 2a"? */
static bool begins_with_label(struct arena *scratch, const struct node *leaf, struct text label)
{
	struct text words = text_trim(node_words(scratch, leaf));

	if (text_begins_ignoring_case(words, TEXT("criteri"))) {
		size_t end = word_end(words, 0, WORD_LETTERS);
		words = text_slice(words, spaces_end(words, end), words.length);
	}
	return text_begins_ignoring_case(words, label) && is_word_edge(words, label.length);
}

/* The most labels that are looked for: a policy that names more has a list of them. */
#define LABELS_MOST 20

static bool has_label(struct parts *parts, struct text label)
{
	struct walk walk = walk_begin(parts->survey->context->policy->body);

	if (++parts->labels_looked_for > LABELS_MOST)
		return true;
	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node) &&
		    begins_with_label(&parts->survey->scratch, walk.node, label))
			return true;
	return false;
}

static void look_at_number(const struct mention *mention, struct text number)
{
	const struct map *known = mention->is_appendix ? &mention->parts->appendices : &mention->parts->numbers;

	if (mention->is_criterion ? has_label(mention->parts, number) : map_get(known, number) != NULL)
		return;
	if (is_meant(mention, number) && !is_in_link(mention))
		report_mention(mention, number);
}

/* The end of the word of a part: 0 where it is none. */
static size_t part_word_end(struct text text, size_t at, struct mention *mention)
{
	static const char *const words[] = {"section", "clause", "paragraph", "appendix"};
	static const char *const plurals[] = {"sections", "clauses", "paragraphs", "appendices"};
	struct text word = word_at(text, at);

	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		mention->is_appendix = i == 3;
		mention->is_plural = text_equal_ignoring_case(word, text_of(plurals[i]));
		if (mention->is_plural || text_equal_ignoring_case(word, text_of(words[i])))
			return at + word.length;
	}
	return 0;
}

/* Where the next number of "sections 3, 4 and 5" begins; `at` where there is none. */
static size_t next_number(struct text text, size_t at)
{
	size_t next = spaces_end(text, at);
	struct text rest = text_slice(text, next, text.length);

	if (text_begins(rest, TEXT(",")))
		return spaces_end(text, next + 1);
	if (text_begins(rest, TEXT("and ")) || text_begins(rest, TEXT("or ")) || text_begins(rest, TEXT("to ")))
		return spaces_end(text, next + word_at(text, next).length);
	if (text_begins(rest, TEXT("–")))
		return spaces_end(text, next + sizeof "–" - 1);
	if (text_begins(rest, TEXT("-")))
		return spaces_end(text, next + 1);
	return at;
}

/* "see 1.4", with a point in the number, before a mark or "above": gives where to go on. */
static size_t look_at_bare(struct mention *mention, size_t at)
{
	struct text text = mention->leaf->flat.text;
	if (text_is(word_at(text, at), "also"))
		at = spaces_end(text, at + sizeof "also" - 1);
	size_t end = part_number_end(text, at, false);
	struct text number = text_slice(text, at, end);
	struct text after = word_at(text, spaces_end(text, end));
	bool ends_there = !after.length || text_is(after, "above") || text_is(after, "below") ||
			  text_is(after, "and") || text_is(after, "of") || text_is(after, "in");

	mention->is_bare = true;
	mention->begin = at;
	mention->end = end;
	if (end > at && ends_there && text_find_byte(number, '.', 0) != TEXT_NOT_FOUND)
		look_at_number(mention, number);
	return end;
}

/* "in 1.4 above," at its last word. */
static void look_back(struct mention *mention, size_t at)
{
	struct text text = mention->leaf->flat.text;
	size_t after = at + sizeof "above" - 1, end = at, begin;

	while (end > 0 && text.bytes[end - 1] == ' ')
		end--;
	for (begin = end; begin > 0 && (is_ascii_digit(text.bytes[begin - 1]) || text.bytes[begin - 1] == '.');)
		begin--;
	if (!text_is_one_of(word_before(text, begin), "in at under per with by") ||
	    (after < text.length && word_at(text, spaces_end(text, after)).length) ||
	    part_number_end(text, begin, false) != end)
		return;
	look_at_bare(mention, begin);
}

/* "criteria 2a", "criterion 2(a)": a number with a letter. Without one, it counts criteria as often. */
static size_t look_at_criterion(struct mention *mention, size_t at)
{
	struct text text = mention->leaf->flat.text;
	size_t digits = digits_end(text, at), end = digits + 1;

	if (digits == at || digits >= text.length || text.bytes[digits] < 'a' || text.bytes[digits] > 'h' ||
	    !is_word_edge(text, end))
		return at;
	mention->is_criterion = true;
	mention->end = end;
	look_at_number(mention, text_slice(text, at, end));
	return end;
}

/* Looks at the part that is named at a place of the leaf; gives where to go on. */
static size_t look_at(struct parts *parts, const struct leaf_words *leaf, size_t begin)
{
	struct mention mention = {.parts = parts, .leaf = leaf, .begin = begin};
	struct text text = leaf->flat.text, word = word_at(text, begin);
	if (text_is_one_of(word, "see"))
		return look_at_bare(&mention, spaces_end(text, begin + word.length));
	if (text_is_one_of(word, "criteria criterion"))
		return look_at_criterion(&mention, spaces_end(text, begin + word.length));
	if (text_is(word, "above") || text_is(word, "below")) {
		look_back(&mention, begin);
		return begin + word.length;
	}
	size_t word_end = part_word_end(text, begin, &mention);
	size_t at = word_end ? spaces_end(text, word_end) : begin;

	if (!word_end || at == word_end)
		return begin + 1;
	for (size_t end; (end = part_number_end(text, at, mention.is_appendix)) > at;) {
		size_t next = next_number(text, end);
		mention.end = end;
		look_at_number(&mention, text_slice(text, at, end));
		if (!mention.is_plural || next == end)
			return end;
		mention.begin = at = next;
	}
	return word_end;
}

static void look_for_mentions(struct parts *parts, const struct node *node)
{
	struct leaf_words leaf = {.node = node, .flat = flat_text_of(&parts->survey->scratch, node)};
	struct text text = leaf.flat.text;
	struct walk walk = walk_begin(node);

	while (walk_next(&walk))
		if (walk.is_entering && walk.node->kind == NODE_CITATION)
			*ARRAY_ADD(&leaf.citations) = walk.node->place.begin;
		else if (walk.is_entering && walk.node->kind == NODE_LINK && walk.node->link.kind != LINK_WITHIN)
			*ARRAY_ADD(&leaf.elsewhere) = walk.node->place;
	for (size_t at = 0; at < text.length;) {
		bool begins_word = at == 0 || !is_word_byte(text.bytes[at - 1], WORD_BYTES);
		at = begins_word && begins_part_word(text, at) ? look_at(parts, &leaf, at) : at + 1;
	}
	ARRAY_RELEASE(&leaf.elsewhere);
	ARRAY_RELEASE(&leaf.citations);
}

/* The name of the document's that is nearest to a misspelt one, or empty. */
static struct text nearest_name(const struct whole_text *survey, struct text name)
{
	struct text names[NAMES_COMPARED_MOST];
	size_t count = survey->named.count < NAMES_COMPARED_MOST ? survey->named.count : NAMES_COMPARED_MOST;

	for (size_t i = 0; i < count; i++)
		names[i] = survey->named.items[i]->name;
	return nearest_text(name, names, count);
}

static void report_link(const struct parts *parts, const struct node *link)
{
	struct whole_text *survey = parts->survey;
	struct findings *findings = survey->context->findings;
	struct text fragment = link->link.fragment;
	struct place place = place_in_policy(survey->context->policy, link->link.target_place);
	bool is_number = fragment.length && is_ascii_digit(fragment.bytes[0]);
	struct text nearest = is_number ? (struct text){0} : nearest_name(survey, fragment);
	struct text last = is_number ? last_number(parts, fragment) : TEXT("");

	if (nearest.bytes)
		findings_add_subject(findings, CHECK_UNRESOLVED_XREF, fragment, place,
				     "nothing in this policy is called #%.*s, so this link leads nowhere; did you mean "
				     "#%.*s?",
				     TEXT_ARGUMENTS(fragment), TEXT_ARGUMENTS(nearest));
	else if (is_number)
		findings_add_subject(findings, CHECK_UNRESOLVED_XREF, fragment, place,
				     "nothing in this policy has the number %.*s%s%.*s, so this link leads nowhere; "
				     "correct it, or better, give the clause a name and link to that",
				     TEXT_ARGUMENTS(fragment), last.length ? ", the last being " : "",
				     TEXT_ARGUMENTS(last));
	else
		findings_add_subject(
			findings, CHECK_UNRESOLVED_XREF, fragment, place,
			"nothing in this policy is called #%.*s, so this link leads nowhere; write {#%.*s} "
			"at the end of the heading or clause that is meant",
			TEXT_ARGUMENTS(fragment), TEXT_ARGUMENTS(fragment));
}

/* unresolved-xref. */
void whole_text_references_within(struct whole_text *survey)
{
	struct parts parts = {.survey = survey};

	if (!survey->lost_links.count && !survey->leaves.count)
		return;
	gather_parts(&parts);
	for (size_t i = 0; i < survey->lost_links.count; i++)
		report_link(&parts, survey->lost_links.items[i]);
	for (size_t i = 0; i < survey->leaves.count; i++)
		look_for_mentions(&parts, survey->leaves.items[i]);
	map_release(&parts.numbers);
	map_release(&parts.last);
	map_release(&parts.appendices);
}
