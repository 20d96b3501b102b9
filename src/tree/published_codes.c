/* The rows of codes, code sets, references, shared blocks and the publisher. */
#include "tree/published.h"

/* Codes and references */

bool code_is_range(const void *code)
{
	return ((const struct code *)code)->match == MATCH_RANGE;
}

#define AT(member) .offset = offsetof(STRUCTURE, member)
#define PLACE      offsetof(STRUCTURE, place)
#define STRUCTURE  struct code
static const struct member code_rows[] = {
	{"code", "As written.", MEMBER_TEXT, MEMBER_ALWAYS, AT(written), .dump = "written"},
	{"canonical", "With the dot; null where it is no code of its system.", MEMBER_TEXT, 0, AT(canonical),
	 .xml_sentence = "With the dot; of a range the first. Not there where it is no code of its system."},
	{"undotted", "Without the dot, as in SUS and HES extracts.", MEMBER_TEXT, MEMBER_NO_DUMP, AT(undotted)},
	{"match", "Whether it means one code, all codes below it, or a range.", MEMBER_CHOICE,
	 MEMBER_ALWAYS | MEMBER_DUMP_BARE, AT(match), .choices = &choice_lists[CHOICES_CODE_MATCH],
	 .xml_sentence = "Whether it means one code, or all codes below it."},
	{"last_canonical", "The last code of a range.", MEMBER_TEXT, MEMBER_OPTIONAL, AT(last_canonical),
	 .is_there = code_is_range, .dump = "last", .xml_sentence = "The last code of the range."},
	{"last_undotted", "The same without the dot.", MEMBER_TEXT, MEMBER_OPTIONAL | MEMBER_NO_DUMP, AT(last_undotted),
	 .is_there = code_is_range},
	{"marks", "A dagger or an asterisk.", MEMBER_TEXT, 0, AT(marks)},
	{"term", "The words beside it.", MEMBER_TEXT, MEMBER_ELEMENT, AT(term)},
};
const struct shape code_shape = SHAPE("code", "One code, family or range.", code_rows, PLACE);
#undef STRUCTURE

static struct text edition_of(const void *set, const struct site *site)
{
	const struct site_code_system *system =
		site ? site_code_system(site, ((const struct code_set *)set)->system) : NULL;
	return system ? system->edition.text : TEXT("");
}

#define STRUCTURE struct code_set
static const struct member code_set_rows[] = {
	{"id", "Its id in the page: the fragment to link to.", MEMBER_ID, 0, AT(id),
	 .xml_sentence = "The id of the clause or section that holds them."},
	{"system", "The code system.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_CSV_FIRST | MEMBER_DUMP_BARE, AT(system),
	 .choices = &choice_lists[CHOICES_CODE_SYSTEM]},
	{"heading", "Its label as written.", MEMBER_TEXT, MEMBER_ELEMENT | MEMBER_NO_CSV, AT(heading)},
	{"edition", "The edition of the system, where the publisher states it.", MEMBER_TEXT,
	 MEMBER_CSV_FIRST | MEMBER_NO_DUMP, .text = edition_of},
	{"role", "procedure or diagnosis.", MEMBER_TEXT, MEMBER_ALWAYS, AT(role),
	 .choices = &choice_lists[CHOICES_CODE_ROLE], .xml_sentence = "What its codes stand for."},
	{"use", "How the set is used; no source states it yet.", MEMBER_CONSTANT,
	 MEMBER_ALWAYS | MEMBER_NO_CSV | MEMBER_NO_DUMP, .constant = "unstated"},
	{"state", "Whether codes are listed, said to be none, left to another document, or not spoken of.",
	 MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_DUMP_BARE, AT(state), .choices = &choice_lists[CHOICES_CODE_SET_STATE],
	 .xml_sentence = "What the text says on codes."},
	{"url", "Where the codes stand, when they are delegated.", MEMBER_ADDRESS, 0, AT(url),
	 .xml_sentence = "Where the codes stand, when delegated."},
	{"codes", "The codes, in order, repeats too.", MEMBER_SHAPES, 0, AT(codes), .count = offsetof(STRUCTURE, count),
	 .shape = &code_shape},
};
const struct shape code_set_shape = SHAPE("code_set", "The codes of one system in one place.", code_set_rows, PLACE);
#undef STRUCTURE

#define STRUCTURE struct reference
static const struct member reference_rows[] = {
	{"kind", "What it refers to.", MEMBER_CHOICE, MEMBER_ALWAYS | MEMBER_DUMP_BARE, AT(kind),
	 .choices = &choice_lists[CHOICES_REFERENCE_KIND], .xml_sentence = "What it is."},
	{"identifier", "Its identifier, as NG59.", MEMBER_TEXT, 0, AT(identifier),
	 .xml_sentence = "Its identifier, as NG59, or the ref of a policy."},
	{"number", "The number by which the text cites it.", MEMBER_WHOLE, 0, AT(number)},
	{"text", "Its words in the list of references.", MEMBER_TEXT, MEMBER_ELEMENT | MEMBER_DUMP_LAST, AT(text)},
	{"url", "Its address.", MEMBER_ADDRESS, 0, AT(url)},
	{"cited_in", "The ids of the clauses and sections that name it.", MEMBER_IDS, MEMBER_DUMP_LAST, AT(cited_in),
	 .count = offsetof(STRUCTURE, cited_count), .dump = "cited-in"},
};
const struct shape reference_shape =
	SHAPE("reference", "A reference to something outside this text.", reference_rows, PLACE);
#undef STRUCTURE

#define STRUCTURE struct included_block
static const struct member included_block_rows[] = {
	{"block", "Its name.", MEMBER_TEXT, MEMBER_ALWAYS, AT(block)},
	{"edition", "Its edition.", MEMBER_TEXT, MEMBER_ALWAYS, AT(edition)},
};
const struct shape included_block_shape =
	SHAPE("shared_block", "Wording that many policies share.", included_block_rows, PLACE);
#undef STRUCTURE

#define STRUCTURE struct site
static const struct member publisher_rows[] = {
	{"name", "Its name.", MEMBER_TEXT, MEMBER_ELEMENT, AT(organisation.name.text)},
	{"ods", "Its code in the NHS register of organisations.", MEMBER_TEXT, 0, AT(organisation.ods.text)},
};
const struct shape publisher_shape = SHAPE("publisher", "Who publishes the policies.", publisher_rows, 0);
#undef STRUCTURE
