#include "diff/word_runs.h"

#include "base/memory.h"
#include "base/scan.h"
#include "base/unicode.h"

/* FNV-1a, 64 bits. */
#define HASH_BEGIN 0xCBF29CE484222325u
#define HASH_PRIME 0x100000001B3u

struct text words_alone(struct arena *arena, struct text text)
{
	struct buffer words = BUFFER_EMPTY;

	if (text_find_byte(text, ASIDE_BEGIN, 0) == TEXT_NOT_FOUND)
		return text;
	for (size_t at = 0; at < text.length;) {
		size_t begin = text_find_byte(text, ASIDE_BEGIN, at);
		buffer_append(&words, text_slice(text, at, begin));
		size_t end = begin == TEXT_NOT_FOUND ? TEXT_NOT_FOUND : text_find_byte(text, ASIDE_END, begin);
		at = end == TEXT_NOT_FOUND ? text.length : end + 1;
	}
	return buffer_keep(&words, arena);
}

/* Tokens */

/* One form of characters that come in several. */
static uint32_t plain_form(uint32_t code_point)
{
	if (code_point == 0x2018 || code_point == 0x2019)
		return '\'';
	if (code_point == 0x201C || code_point == 0x201D)
		return '"';
	if (code_point >= 0x2010 && code_point <= 0x2015)
		return '-';
	return code_point;
}

static uint64_t hash_with(uint64_t hash, uint32_t code_point)
{
	return (hash ^ code_point) * HASH_PRIME;
}

#define WORDS (WORD_DIGIT | WORD_UNICODE | WORD_NUMERAL | WORD_APOSTROPHE | WORD_POINT)

static size_t read_word(struct text text, size_t at, size_t end, uint64_t *hash)
{
	while (at < end)
		*hash = hash_with(*hash, plain_form(utf8_decode(text, &at)));
	return end;
}

static size_t read_aside(struct text text, size_t at, uint64_t *hash)
{
	size_t key = text_find_byte(text, ASIDE_KEY, at), end = text_find_byte(text, ASIDE_END, at);

	if (end == TEXT_NOT_FOUND)
		return text.length;
	*hash = hash_with(*hash, ASIDE_BEGIN);
	for (size_t i = key; i < end; i++)
		*hash = hash_with(*hash, (uint8_t)text.bytes[i]);
	return end + 1;
}

static size_t read_address(struct text text, size_t at, size_t end, uint64_t *hash)
{
	for (; at < end; at++)
		*hash = hash_with(*hash, (uint8_t)text.bytes[at]);
	return end;
}

void tokens_append(struct compared_words *tokens, struct text text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end = at;
		uint64_t hash = HASH_BEGIN;
		uint32_t code_point = utf8_decode(text, &end);
		if (unicode_is_space(code_point)) {
			at = end;
			continue;
		}
		size_t address = address_length(text, at, 0), word = word_end(text, at, WORDS);
		if (code_point == ASIDE_BEGIN)
			end = read_aside(text, at, &hash);
		else if (address)
			end = read_address(text, at, at + address, &hash);
		else if (word > at)
			end = read_word(text, at, word, &hash);
		else
			hash = hash_with(hash, plain_form(code_point));
		*ARRAY_ADD(tokens) = (struct compared_word){hash, NULL, (uint32_t)at, (uint32_t)end};
		at = end;
	}
}

/* One text with its tokens. */
struct side {
	struct text text;
	struct compared_words tokens;
};

static char first_byte(const struct side *side, size_t token)
{
	return side->text.bytes[side->tokens.items[token].begin];
}

static bool token_is_aside(const struct side *side, size_t token)
{
	return first_byte(side, token) == ASIDE_BEGIN;
}

static bool is_word(const struct side *side, size_t token)
{
	size_t at = side->tokens.items[token].begin;

	return word_end(side->text, at, WORDS) > at;
}

/* Readable runs */

/* How good a place the end of a run is: the end of a sentence before the first of its tokens is the best. */
static int score_of_place(const struct side *side, size_t token)
{
	if (token == 0 || token == side->tokens.count)
		return 3;
	switch (first_byte(side, token - 1)) {
	case '.':
	case ';':
	case ':':
		return 2;
	case ',':
		return 1;
	default:
		return 0;
	}
}

/* A run that only puts in (or only takes out) words can stand further back or on where the words around it are the
 * same as its own at the other end. Moves it to the best place. */
static void slide(const struct side *side, uint32_t *begin, uint32_t *end, uint32_t *other, size_t least, size_t most)
{
	const struct compared_word *tokens = side->tokens.items;
	uint32_t first = *begin, last = *end;
	ptrdiff_t best = 0;
	int best_score = -1;

	while (first > least && tokens[first - 1].hash == tokens[last - 1].hash)
		first--, last--;
	for (;; first++, last++) {
		int score = score_of_place(side, first) + score_of_place(side, last);
		if (score >= best_score) {
			best_score = score;
			best = (ptrdiff_t)first - (ptrdiff_t)*begin;
		}
		if (last >= most || tokens[first].hash != tokens[last].hash)
			break;
	}
	*begin = (uint32_t)((ptrdiff_t)*begin + best);
	*end = (uint32_t)((ptrdiff_t)*end + best);
	*other = (uint32_t)((ptrdiff_t)*other + best);
}

static void slide_all(struct word_difference *difference, const struct side *old, const struct side *new)
{
	for (size_t i = 0; i < difference->count; i++) {
		struct compared_run *run = &difference->items[i];
		const struct compared_run *before = i ? run - 1 : NULL;
		const struct compared_run *after = i + 1 < difference->count ? run + 1 : NULL;
		if (run->a_begin == run->a_end) {
			slide(new, &run->b_begin, &run->b_end, &run->a_begin, before ? before->b_end : 0,
			      after ? after->b_begin : new->tokens.count);
			run->a_end = run->a_begin;
		} else if (run->b_begin == run->b_end) {
			slide(old, &run->a_begin, &run->a_end, &run->b_begin, before ? before->a_end : 0,
			      after ? after->a_begin : old->tokens.count);
			run->b_end = run->b_begin;
		}
	}
}

/* The words of tokens begin to end, and the bytes of them all. */
static size_t count_words(const struct side *side, size_t begin, size_t end)
{
	size_t words = 0;

	for (size_t i = begin; i < end; i++)
		words += is_word(side, i);
	return words;
}

static size_t count_bytes(const struct side *side, size_t begin, size_t end)
{
	return begin < end ? side->tokens.items[end - 1].end - side->tokens.items[begin].begin : 0;
}

static size_t bytes_of_run(const struct compared_run *run, const struct side *old, const struct side *new)
{
	size_t out = count_bytes(old, run->a_begin, run->a_end), in = count_bytes(new, run->b_begin, run->b_end);

	return out > in ? out : in;
}

/* What lies between two runs reads as part of a longer change: no more than two words, and less than either run. */
#define WORDS_JOINED_MOST 2

static void join_runs(struct word_difference *difference, const struct side *old, const struct side *new)
{
	size_t kept = 0;

	for (size_t i = 0; i < difference->count; i++) {
		struct compared_run run = difference->items[i];
		struct compared_run *last = kept ? &difference->items[kept - 1] : NULL;
		size_t between = last ? count_bytes(new, last->b_end, run.b_begin) : 0;
		if (last && compared_run_is_replacement(last) == compared_run_is_replacement(&run) &&
		    count_words(new, last->b_end, run.b_begin) <= WORDS_JOINED_MOST &&
		    between < bytes_of_run(last, old, new) && between < bytes_of_run(&run, old, new)) {
			last->a_end = run.a_end;
			last->b_end = run.b_end;
		} else {
			difference->items[kept++] = run;
		}
	}
	difference->count = kept;
}

/* All but what is the same at both ends, as one run. */
static void one_run(struct word_difference *difference, const struct side *old, const struct side *new)
{
	size_t begin = 0, old_end = old->tokens.count, new_end = new->tokens.count;

	while (begin < old_end && begin < new_end && old->tokens.items[begin].hash == new->tokens.items[begin].hash)
		begin++;
	while (old_end > begin && new_end > begin &&
	       old->tokens.items[old_end - 1].hash == new->tokens.items[new_end - 1].hash)
		old_end--, new_end--;
	difference->count = 0;
	difference->common = begin + old->tokens.count - old_end;
	*ARRAY_ADD(difference) =
		(struct compared_run){(uint32_t)begin, (uint32_t)old_end, (uint32_t)begin, (uint32_t)new_end};
}

/* Of the words of the longer text, less than a third stand in the other in their order. */
static bool is_rewriting(const struct word_difference *difference, const struct side *old, const struct side *new)
{
	size_t kept = 0, at = 0;
	size_t old_words = count_words(old, 0, old->tokens.count), new_words = count_words(new, 0, new->tokens.count);

	for (size_t i = 0; i <= difference->count; i++) {
		size_t end = i < difference->count ? difference->items[i].b_begin : new->tokens.count;
		kept += count_words(new, at, end);
		at = i < difference->count ? difference->items[i].b_end : end;
	}
	return kept * 3 < (old_words > new_words ? old_words : new_words);
}

/* Writing them down */

struct run_list {
	struct arena *arena;
	ARRAY_OF(struct word_run) runs;
};

static void add_run(struct run_list *list, char op, bool is_aside, struct text text)
{
	if (text.length)
		*ARRAY_ADD(&list->runs) = (struct word_run){op, is_aside, text};
}

/* The bytes from one token up to the next that is not among them, so with the white space that follows. Asides become
 * runs of their own, and are left out of what is equal. */
static void add_tokens(struct run_list *list, char op, const struct side *side, size_t begin, size_t end)
{
	const struct compared_word *tokens = side->tokens.items;
	size_t from = begin < side->tokens.count ? tokens[begin].begin : side->text.length;

	for (size_t i = begin; i < end; i++) {
		size_t next = i + 1 < side->tokens.count ? tokens[i + 1].begin : side->text.length;
		if (!token_is_aside(side, i)) {
			if (i + 1 == end || token_is_aside(side, i + 1)) {
				add_run(list, op, false, text_slice(side->text, from, next));
				from = next;
			}
			continue;
		}
		struct text aside = text_slice(side->text, tokens[i].begin, tokens[i].end);
		if (op != '=')
			add_run(list, op, true, text_slice(aside, 1, text_find_byte(aside, ASIDE_KEY, 0)));
		/* The white space after an aside stays when it alone goes or comes. */
		if (i + 1 < end || begin < i || op == '=')
			add_run(list, op, false, text_slice(side->text, tokens[i].end, next));
		else if (op == '+')
			add_run(list, '=', false, text_slice(side->text, tokens[i].end, next));
		from = next;
	}
}

/* Runs of one kind that touch in the text become one. */
static void merge_neighbours(struct run_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->runs.count; i++) {
		struct word_run run = list->runs.items[i];
		struct word_run *last = kept ? &list->runs.items[kept - 1] : NULL;
		if (last && last->op == run.op && !last->is_aside && !run.is_aside) {
			if (last->text.bytes + last->text.length == run.text.bytes)
				last->text.length += run.text.length;
			else
				last->text = arena_format(list->arena, "%.*s%.*s", TEXT_ARGUMENTS(last->text),
							  TEXT_ARGUMENTS(run.text));
		} else {
			list->runs.items[kept++] = run;
		}
	}
	list->runs.count = kept;
}

static size_t space_at_end(struct text text)
{
	size_t length = 0;

	while (length < text.length && is_ascii_space(text.bytes[text.length - 1 - length]))
		length++;
	return length;
}

/* Puts `space` bytes of white space, those at the end of a run, at the start of one further on. */
static void give_space(struct run_list *list, struct word_run *from, struct word_run *to, size_t space)
{
	struct text end = text_slice(from->text, from->text.length - space, from->text.length);

	from->text.length -= space;
	if (end.bytes + space == to->text.bytes)
		to->text = (struct text){end.bytes, to->text.length + space};
	else
		to->text = arena_format(list->arena, "%.*s%.*s", TEXT_ARGUMENTS(end), TEXT_ARGUMENTS(to->text));
}

/* White space after words taken out and after those put in their place is the same: it belongs to what follows. */
static void move_space_on(struct run_list *list)
{
	for (size_t i = 0; i + 2 < list->runs.count; i++) {
		struct word_run *out = &list->runs.items[i], *in = out + 1, *equal = out + 2;
		size_t space = space_at_end(in->text);
		if (out->op != '-' || in->op != '+' || equal->op != '=' || out->is_aside || in->is_aside || !space ||
		    space != space_at_end(out->text))
			continue;
		out->text.length -= space;
		give_space(list, in, equal, space);
	}
}

/* The run before all that is put in up to run `at`, and before asides; NULL where there is none. */
static const struct word_run *before_additions(const struct run_list *list, size_t at)
{
	for (; at > 0; at--) {
		const struct word_run *run = &list->runs.items[at - 1];
		if (!run->is_aside && run->op != '+')
			return run;
	}
	return NULL;
}

/* What is put in straight after a word ("outlined{, now} in") leaves the white space to what follows, which stood after
 * that word before. */
static void leave_space(struct run_list *list)
{
	for (size_t i = 1; i + 1 < list->runs.count; i++) {
		struct word_run *in = &list->runs.items[i], *after = in + 1;
		const struct word_run *before = before_additions(list, i);
		size_t space = space_at_end(in->text);
		if (in->op != '+' || after->op != '=' || in->is_aside || !space || !before || before->op != '=' ||
		    space_at_end(before->text))
			continue;
		give_space(list, in, after, space);
	}
}

/* Words taken out after what ends without white space in the new text bring their own. */
static void bring_space(struct run_list *list, struct text old)
{
	for (size_t i = 1; i < list->runs.count; i++) {
		const struct word_run *before = &list->runs.items[i - 1];
		struct word_run *out = &list->runs.items[i];
		if (out->op != '-' || out->is_aside || before->op != '=' || space_at_end(before->text))
			continue;
		while (out->text.bytes > old.bytes && is_ascii_space(out->text.bytes[-1])) {
			out->text.bytes--;
			out->text.length++;
		}
	}
}

/* What was taken out straight after a word ("stiffness[-,-] and") leaves the white space to what follows. */
static void close_up(struct run_list *list, struct text old)
{
	for (size_t i = 1; i + 1 < list->runs.count; i++) {
		struct word_run *before = &list->runs.items[i - 1], *out = before + 1, *after = before + 2;
		size_t space = space_at_end(before->text);
		bool is_of_old = out->text.bytes > old.bytes && out->text.bytes <= old.bytes + old.length;
		if (before->op != '=' || out->op != '-' || after->op != '=' || out->is_aside || !space || !is_of_old ||
		    is_ascii_space(out->text.bytes[-1]) || is_ascii_space(out->text.bytes[0]))
			continue;
		out->text.length -= space_at_end(out->text);
		give_space(list, before, after, space);
	}
}

static void drop_empty(struct run_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->runs.count; i++)
		if (list->runs.items[i].text.length)
			list->runs.items[kept++] = list->runs.items[i];
	list->runs.count = kept;
}

static void write_runs(struct run_list *list, const struct word_difference *difference, const struct side *old,
		       const struct side *new)
{
	size_t at = 0;

	for (size_t i = 0; i < difference->count; i++) {
		const struct compared_run *run = &difference->items[i];
		add_tokens(list, '=', new, at, run->b_begin);
		add_tokens(list, '-', old, run->a_begin, run->a_end);
		add_tokens(list, '+', new, run->b_begin, run->b_end);
		at = run->b_end;
	}
	add_tokens(list, '=', new, at, new->tokens.count);
	merge_neighbours(list);
	move_space_on(list);
	leave_space(list);
	close_up(list, old->text);
	bring_space(list, old->text);
	drop_empty(list);
}

struct word_runs word_runs_of(struct arena *arena, struct text old_text, struct text new_text, bool *is_rewritten)
{
	struct side old = {.text = old_text}, new = {.text = new_text};
	struct word_difference difference = {0};
	struct run_list list = {.arena = arena};
	struct word_runs runs;

	tokens_append(&old.tokens, old_text);
	tokens_append(&new.tokens, new_text);
	if (compare_words(old.tokens.items, old.tokens.count, new.tokens.items, new.tokens.count, TOKENS_DIFFERENT_MOST,
			  &difference)) {
		slide_all(&difference, &old, &new);
		join_runs(&difference, &old, &new);
	} else {
		one_run(&difference, &old, &new);
	}
	*is_rewritten = is_rewriting(&difference, &old, &new);
	if (*is_rewritten) {
		difference.count = 0;
		*ARRAY_ADD(&difference) =
			(struct compared_run){0, (uint32_t)old.tokens.count, 0, (uint32_t) new.tokens.count};
	}
	write_runs(&list, &difference, &old, &new);
	runs.count = list.runs.count;
	runs.runs = arena_copy_array(arena, list.runs.items, list.runs.count, sizeof *runs.runs);
	ARRAY_RELEASE(&list.runs);
	ARRAY_RELEASE(&difference);
	ARRAY_RELEASE(&old.tokens);
	ARRAY_RELEASE(&new.tokens);
	return runs;
}
