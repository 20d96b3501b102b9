/* Whole sentences that came, went or changed places in words that are the same otherwise: each is told as such, and
 * once where it went from one place to another. */
#include "base/memory.h"
#include "base/scan.h"
#include "diff/comparison.h"
#include "diff/logic.h"
#include "diff/sequence.h"
#include "diff/word_runs.h"

struct sentence {
	struct text text; /* with asides */
	uint64_t hash;    /* of its words */
	uint32_t other;   /* the sentence of the other version with the same words, or PAIR_NONE */
	bool is_kept;     /* and in its order */
};
struct sentences {
	struct sentence *items;
	size_t count, capacity;
};

static uint64_t hash_of_words(struct text words)
{
	struct compared_words tokens = {0};

	tokens_append(&tokens, words);
	uint64_t hash = compared_words_hash(tokens.items, tokens.count);
	ARRAY_RELEASE(&tokens);
	return hash;
}

static void read_sentences(struct sentences *sentences, struct text words)
{
	for (size_t at = 0, end; at < words.length; at = end) {
		end = sentence_end(words, at, words.length, SENTENCE_CAPITAL | SENTENCE_INITIAL);
		end = end > at ? end : words.length;
		struct text text = text_trim(text_slice(words, at, end));
		if (text.length)
			*ARRAY_ADD(sentences) = (struct sentence){text, hash_of_words(text), PAIR_NONE, false};
	}
}

static struct text *keys_of(struct arena *arena, const struct sentences *sentences)
{
	struct text *keys = ARENA_ARRAY(arena, sentences->count, struct text);

	for (size_t i = 0; i < sentences->count; i++)
		keys[i] = (struct text){(const char *)&sentences->items[i].hash, sizeof(uint64_t)};
	return keys;
}

static void pair_sentences(struct sentences *old, struct sentences *new)
{
	struct arena arena = ARENA_EMPTY;
	uint32_t *old_of = ARENA_ARRAY(&arena, new->count, uint32_t);
	bool *is_kept = ARENA_ARRAY(&arena, new->count, bool);

	pair_by_key(keys_of(&arena, old), old->count, keys_of(&arena, new), new->count, old_of);
	keep_order(old_of, new->count, is_kept);
	for (size_t i = 0; i < new->count; i++) {
		new->items[i].other = old_of[i];
		new->items[i].is_kept = is_kept[i];
		if (old_of[i] == PAIR_NONE)
			continue;
		old->items[old_of[i]].other = (uint32_t)i;
		old->items[old_of[i]].is_kept = is_kept[i];
	}
	arena_release(&arena);
}

static size_t count_alone(const struct sentences *sentences)
{
	size_t alone = 0;

	for (size_t i = 0; i < sentences->count; i++)
		alone += sentences->items[i].other == PAIR_NONE;
	return alone;
}

/* The unit that both versions have. */
struct place_of_sentences {
	struct version_comparison *comparison;
	uint32_t old, new;
};

static struct change *add_sentences(const struct place_of_sentences *place, enum change_op op, struct text words)
{
	struct version_comparison *comparison = place->comparison;
	const struct block *old = &comparison->from.blocks.items[place->old];
	const struct block *new = &comparison->to.blocks.items[place->new];
	enum change_class before = class_of_block(old), after = class_of_block(new);
	uint32_t number = (uint32_t)comparison->changes.count;
	struct change *change = change_add(comparison, before < after ? before : after, op, SUBJECT_SENTENCE);

	change_path_of_block(comparison, change, op == OP_REMOVED ? old : new, (struct text){NULL, 0});
	words = words_alone(comparison->arena, words);
	if (op != OP_ADDED) {
		change->old_words = words;
		change->from = place_of_block(comparison->arena, &comparison->from.blocks, place->old);
	}
	if (op != OP_REMOVED) {
		change->new_words = words;
		change->to = place_of_block(comparison->arena, &comparison->to.blocks, place->new);
	}
	change->order = 2 * (size_t)place->new;
	if (comparison->to.owners[place->new] == CHANGE_NONE)
		comparison->to.owners[place->new] = comparison->from.owners[place->old] = number;
	return change;
}

static void judge_alone(struct change *change, struct text words)
{
	if (change->class == CLASS_CRITERIA || change->class == CLASS_CODING)
		change->logic = logic_of_words(TEXT(""), words, change->class, false);
	change_note_limit(change, words);
}

/* Runs of sentences that one version alone has: a run is one change. */
static void tell_alone(const struct place_of_sentences *place, const struct sentences *sentences, bool is_new)
{
	for (size_t i = 0; i < sentences->count; i++) {
		struct text words = sentences->items[i].text;
		if (sentences->items[i].other != PAIR_NONE)
			continue;
		for (; i + 1 < sentences->count && sentences->items[i + 1].other == PAIR_NONE; i++) {
			struct text next = sentences->items[i + 1].text;
			words.length = (size_t)(next.bytes + next.length - words.bytes);
		}
		struct change *change = add_sentences(place, is_new ? OP_ADDED : OP_REMOVED, words);
		judge_alone(change, is_new ? change->new_words : change->old_words);
	}
}

/* Of two that stand side by side and changed places, both are named. */
static void tell_moved(const struct place_of_sentences *place, const struct sentences *old, const struct sentences *new)
{
	for (size_t i = 0; i < new->count; i++) {
		const struct sentence *sentence = &new->items[i];
		if (sentence->other == PAIR_NONE || sentence->is_kept)
			continue;
		struct change *change = add_sentences(place, OP_MOVED, sentence->text);
		change->class = CLASS_EDITORIAL;
		change->is_reordered = true;
		if (new->count != old->count)
			continue;
		size_t from = sentence->other, first = from < i ? from : i;
		if (from + 1 != i && i + 1 != from)
			continue;
		struct text a = old->items[first].text, b = old->items[first + 1].text;
		struct text c = new->items[first].text, d = new->items[first + 1].text;
		struct arena *arena = place->comparison->arena;
		change->old_words = words_alone(arena, (struct text){a.bytes, (size_t)(b.bytes + b.length - a.bytes)});
		change->new_words = words_alone(arena, (struct text){c.bytes, (size_t)(d.bytes + d.length - c.bytes)});
	}
}

bool tell_sentences(struct version_comparison *comparison, uint32_t old_unit, uint32_t new_unit)
{
	const struct place_of_sentences place = {comparison, old_unit, new_unit};
	struct sentences old = {0}, new = {0};
	bool is_told;

	read_sentences(&old, unit_words(&comparison->from.blocks, old_unit));
	read_sentences(&new, unit_words(&comparison->to.blocks, new_unit));
	pair_sentences(&old, &new);
	size_t gone = count_alone(&old), come = count_alone(&new);
	is_told = (!gone || !come) && gone < old.count && come < new.count;
	if (is_told) {
		tell_alone(&place, &old, false);
		tell_alone(&place, &new, true);
		tell_moved(&place, &old, &new);
	}
	ARRAY_RELEASE(&old);
	ARRAY_RELEASE(&new);
	return is_told;
}

/* From one place to another */

static bool can_be_joined(const struct change *change, enum change_op op)
{
	struct text words = op == OP_ADDED ? change->new_words : change->old_words;

	return change->op == op && change->subject != SUBJECT_FIELD && change->subject != SUBJECT_HISTORY &&
	       change->subject != SUBJECT_CODE && words.length && text_find_byte(words, '\n', 0) == TEXT_NOT_FOUND;
}

static void join(struct change *added, const struct change *removed)
{
	added->op = OP_MOVED;
	added->subject = SUBJECT_SENTENCE;
	added->old_words = removed->old_words;
	added->from = removed->from;
	added->old_group = added->new_group = NULL;
	added->class = added->class < removed->class ? added->class : removed->class;
	added->logic |= removed->logic;
	if (added->from.kind == added->to.kind) {
		added->logic = 0;
		added->class = CLASS_EDITORIAL;
	}
}

/* Takes the changes out that `into` says belong to another one, and gives their blocks to that. */
static void drop_joined(struct version_comparison *comparison, uint32_t *into)
{
	struct change_list *changes = &comparison->changes;
	struct version_blocks *versions[] = {&comparison->from, &comparison->to};
	uint32_t *number = memory_allocate_array(changes->count, sizeof *number), kept = 0;

	for (size_t i = 0; i < changes->count; i++) {
		if (into[i] != CHANGE_NONE)
			continue;
		number[i] = kept;
		changes->items[kept++] = changes->items[i];
	}
	for (size_t k = 0; k < 2; k++) {
		for (uint32_t i = 0; i < versions[k]->blocks.count; i++) {
			uint32_t owner = versions[k]->owners[i];
			if (owner != CHANGE_NONE)
				versions[k]->owners[i] = number[into[owner] == CHANGE_NONE ? owner : into[owner]];
		}
	}
	changes->count = kept;
	free(number);
}

/* What a pass looks at: whole sentences, or what was added or removed as a block. */
struct joining {
	struct version_comparison *comparison;
	const uint64_t *hashes; /* by change */
	uint32_t *into;         /* by change: the one that it was joined to */
	size_t joined;
};

static struct text *keys_to_join(struct arena *arena, const struct joining *joining, enum change_op op,
				 bool of_sentences)
{
	const struct change_list *changes = &joining->comparison->changes;
	struct text *keys = ARENA_ARRAY(arena, changes->count, struct text);

	for (size_t i = 0; i < changes->count; i++)
		if (joining->into[i] == CHANGE_NONE && can_be_joined(&changes->items[i], op) &&
		    (changes->items[i].subject == SUBJECT_SENTENCE) == of_sentences)
			keys[i] = (struct text){(const char *)&joining->hashes[i], sizeof joining->hashes[i]};
	return keys;
}

static void join_pass(struct joining *joining, bool removed_sentences, bool added_sentences)
{
	struct change_list *changes = &joining->comparison->changes;
	struct arena arena = ARENA_EMPTY;
	struct text *removed = keys_to_join(&arena, joining, OP_REMOVED, removed_sentences);
	struct text *added = keys_to_join(&arena, joining, OP_ADDED, added_sentences);
	uint32_t *removed_of = ARENA_ARRAY(&arena, changes->count, uint32_t);

	pair_by_key(removed, changes->count, added, changes->count, removed_of);
	for (size_t i = 0; i < changes->count; i++) {
		if (removed_of[i] == PAIR_NONE)
			continue;
		join(&changes->items[i], &changes->items[removed_of[i]]);
		joining->into[removed_of[i]] = (uint32_t)i;
		joining->joined++;
	}
	arena_release(&arena);
}

/* What is no part of other words in either version is matched as a block (match.h). */
void join_sentences(struct version_comparison *comparison)
{
	const struct change_list *changes = &comparison->changes;
	struct arena arena = ARENA_EMPTY;
	uint64_t *hashes = ARENA_ARRAY(&arena, changes->count, uint64_t);
	struct joining joining = {comparison, hashes, ARENA_ARRAY(&arena, changes->count, uint32_t), 0};

	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		joining.into[i] = CHANGE_NONE;
		if (can_be_joined(change, OP_REMOVED) || can_be_joined(change, OP_ADDED))
			hashes[i] = hash_of_words(change->op == OP_REMOVED ? change->old_words : change->new_words);
	}
	join_pass(&joining, true, true);
	join_pass(&joining, true, false);
	join_pass(&joining, false, true);
	if (joining.joined)
		drop_joined(comparison, joining.into);
	arena_release(&arena);
}
