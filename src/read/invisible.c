#include "read/invisible.h"

#include "base/unicode.h"
#include "tree/flat_text.h"

/* The first such character of some words and the end of the last; false: there is none. */
static bool find_run(struct text words, size_t *begin, size_t *end, uint32_t *first, size_t *count)
{
	*count = 0;
	for (size_t at = 0; at < words.length;) {
		size_t from = at;
		/* Most words are ASCII. */
		if (!((unsigned char)words.bytes[at] & 0x80)) {
			at++;
			continue;
		}
		uint32_t code_point = utf8_decode(words, &at);
		if (!unicode_is_invisible(code_point))
			continue;
		if (!*count) {
			*begin = from;
			*first = code_point;
		}
		*end = at;
		++*count;
	}
	return *count > 0;
}

static const char *name_of(uint32_t code_point)
{
	switch (code_point) {
	case 0xa0:
		return "a no-break space";
	case 0xad:
		return "a soft hyphen";
	case 0x200b:
		return "a zero-width space";
	case 0x2060:
		return "a word joiner";
	default:
		return "a narrow or wide space";
	}
}

static bool may_be_mended(const struct policy *policy)
{
	return policy->status.choice == STATUS_DRAFT || policy->status.choice == STATUS_CONSULTATION;
}

static void report(struct policy *policy, struct place place, uint32_t first, size_t count)
{
	struct finding *finding =
		findings_add(&policy->findings, CHECK_INVISIBLE_CHARACTER, place,
			     "%s (U+%04X)%s here, which nobody sees, and a search or another program takes these "
			     "words for different ones; write a plain space, or nothing where it is inside a word",
			     name_of(first), first, count > 1 ? " and others like it are" : " is");

	struct text mended = words_for_reading(&policy->arena, place_text(place));
	/* One that is written as an entity stays for its writer to mend. */
	if (may_be_mended(policy) && !text_equal(mended, place_text(place)))
		finding_fix(&policy->findings, finding, place, mended, "write plain spaces, and nothing inside words");
}

static void find_in_leaf(struct policy *policy, const struct node *leaf)
{
	size_t begin, end, count;
	uint32_t first;

	if (leaf->place.source != &policy->source)
		return;
	struct flat_text flat = flat_text_of(&policy->scratch, leaf);
	if (find_run(flat.text, &begin, &end, &first, &count))
		report(policy, flat_text_place(&flat, begin, end), first, count);
}

void invisible_find(struct policy *policy)
{
	struct walk walk = walk_begin(policy->body);
	size_t begin, end, count;
	uint32_t first;

	if (place_is_set(policy->front_matter) &&
	    find_run(place_text(policy->front_matter), &begin, &end, &first, &count)) {
		size_t from = policy->front_matter.begin;
		report(policy, place_of(&policy->source, from + begin, from + end), first, count);
	}
	while (walk_next_block(&walk))
		if (walk.is_entering && node_is_leaf_block(walk.node))
			find_in_leaf(policy, walk.node);
}
