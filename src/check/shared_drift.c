#include "check/shared_drift.h"

#include "base/unicode.h"

#define WORDS_SHOWN_MOST      12
#define RUNS_POINTED_AT_MOST  3 /* where more runs differ, the place is the whole passage */
#define WORD_BYTES_SHOWN_MOST 200

struct text shown_words(struct arena *arena, struct text words)
{
	struct buffer shown = BUFFER_EMPTY;
	size_t count = 0, at = 0;
	words = text_trim(words);
	while (at < words.length) {
		size_t begin = at;
		while (at < words.length && !is_ascii_space(words.bytes[at]))
			utf8_decode(words, &at);
		if (count++ == WORDS_SHOWN_MOST || shown.length > WORD_BYTES_SHOWN_MOST) {
			buffer_append_string(&shown, "…");
			break;
		}
		buffer_append(&shown, text_slice(words, begin, at));
		while (at < words.length && is_ascii_space(words.bytes[at]))
			at++;
		if (at < words.length)
			buffer_append_byte(&shown, ' ');
	}
	return buffer_keep(&shown, arena);
}

/* The bytes of a run of words; empty for none. */
static struct text run_text(struct text text, const struct compared_word *words, size_t begin, size_t end)
{
	return begin < end ? text_slice(text, words[begin].begin, words[end - 1].end) : TEXT("");
}

static struct text own_text(const struct drift *drift, const struct compared_run *run)
{
	return run_text(drift->flat->text, drift->words, run->a_begin, run->a_end);
}

static struct text block_text(const struct drift *drift, const struct compared_run *run)
{
	return run_text(drift->passage->text, drift->passage->words, run->b_begin, run->b_end);
}

static bool runs_say_same(const struct drift *drift, const struct compared_run *a, const struct compared_run *b)
{
	return text_equal(own_text(drift, a), own_text(drift, b)) &&
	       text_equal(block_text(drift, a), block_text(drift, b));
}

/* Where the words of a run stand in the policy; of words that are missing, the word before. */
static struct place run_place(const struct drift *drift, const struct compared_run *run)
{
	size_t begin = run->a_begin, end = run->a_end;
	if (begin == end && begin > 0)
		begin--;
	else if (begin == end)
		end++;
	return flat_text_place(drift->flat, drift->words[begin].begin, drift->words[end - 1].end);
}

/* Where a run of one word on each side leads, when both show the same words. */
static struct text link_target(const struct compared_word *words, size_t begin, size_t end)
{
	const struct node *link = NULL;
	for (size_t i = begin; i < end && !link; i++)
		link = words[i].link;
	return link ? link->link.target : TEXT("");
}

static struct text describe_link(struct arena *arena, const struct drift *drift, const struct compared_run *run)
{
	struct text own = link_target(drift->words, run->a_begin, run->a_end);
	struct text block = link_target(drift->passage->words, run->b_begin, run->b_end);
	struct text label = shown_words(arena, own_text(drift, run));
	if (own.length && block.length)
		return arena_format(arena, "\"%.*s\" leads to %.*s, and in %.*s to %.*s", TEXT_ARGUMENTS(label),
				    TEXT_ARGUMENTS(own), TEXT_ARGUMENTS(drift->block), TEXT_ARGUMENTS(block));
	if (block.length)
		return arena_format(arena, "\"%.*s\" is no link, and leads to %.*s in %.*s", TEXT_ARGUMENTS(label),
				    TEXT_ARGUMENTS(block), TEXT_ARGUMENTS(drift->block));
	return arena_format(arena, "\"%.*s\" leads to %.*s, and is no link in %.*s", TEXT_ARGUMENTS(label),
			    TEXT_ARGUMENTS(own), TEXT_ARGUMENTS(drift->block));
}

/* "X" where the block has "Y". */
static struct text describe(struct arena *arena, const struct drift *drift, const struct compared_run *run)
{
	struct text own = shown_words(arena, own_text(drift, run));
	struct text block = shown_words(arena, block_text(drift, run));
	if (!block.length)
		return arena_format(arena, "\"%.*s\", which %.*s does not have", TEXT_ARGUMENTS(own),
				    TEXT_ARGUMENTS(drift->block));
	if (!own.length && run->b_begin == 0)
		return arena_format(arena, "without \"%.*s\", with which %.*s begins", TEXT_ARGUMENTS(block),
				    TEXT_ARGUMENTS(drift->block));
	if (!own.length) {
		struct text before =
			run_text(drift->passage->text, drift->passage->words, run->b_begin - 1, run->b_begin);
		return arena_format(arena, "without \"%.*s\", which %.*s has after \"%.*s\"", TEXT_ARGUMENTS(block),
				    TEXT_ARGUMENTS(drift->block), TEXT_ARGUMENTS(before));
	}
	if (text_equal(own, block))
		return describe_link(arena, drift, run);
	return arena_format(arena, "\"%.*s\" where %.*s has \"%.*s\"", TEXT_ARGUMENTS(own),
			    TEXT_ARGUMENTS(drift->block), TEXT_ARGUMENTS(block));
}

/* ", twice, and in 2 more places": how often the first difference is met, and how many others there are. */
static struct text describe_rest(struct arena *arena, const struct drift *drift)
{
	const struct word_difference *difference = &drift->difference;
	size_t same = 0;
	for (size_t i = 0; i < difference->count; i++)
		same += runs_say_same(drift, &difference->items[0], &difference->items[i]);
	size_t others = difference->count - same;
	struct text rest = same == 1   ? TEXT("")
			   : same == 2 ? TEXT(", twice")
				       : arena_format(arena, ", %zu times", same);
	if (!others)
		return rest;
	return arena_format(arena, "%.*s, and %zu more difference%s", TEXT_ARGUMENTS(rest), others,
			    others == 1 ? "" : "s");
}

void drift_report(struct check_context *context, const struct drift *drift)
{
	const struct word_difference *difference = &drift->difference;
	const struct compared_run *first = &difference->items[0];
	struct place place = difference->count > RUNS_POINTED_AT_MOST
				     ? flat_text_place(drift->flat, 0, drift->flat->text.length)
				     : run_place(drift, first);
	struct text words = describe(context->arena, drift, first), rest = describe_rest(context->arena, drift);
	struct finding *finding = findings_add(
		context->findings, CHECK_SHARED_TEXT_DRIFT, place,
		"%.*s%.*s: this is nearly the shared wording, so a reader can't tell whether another rule is meant; "
		"put the block's words back when the policy is next revised, or accept a difference that is meant",
		TEXT_ARGUMENTS(words), TEXT_ARGUMENTS(rest));
	finding_note(context->findings, finding, drift->passage_place, "the passage of %.*s",
		     TEXT_ARGUMENTS(drift->block));
	for (size_t i = 1; i < difference->count; i++) {
		const struct compared_run *run = &difference->items[i];
		struct text other = describe(context->arena, drift, run);
		if (runs_say_same(drift, first, run))
			finding_note(context->findings, finding, run_place(drift, run), "also here");
		else
			finding_note(context->findings, finding, run_place(drift, run), "%.*s", TEXT_ARGUMENTS(other));
	}
}
