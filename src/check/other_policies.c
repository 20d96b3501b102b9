#include "check/other_policies.h"

#include <pthread.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "check/rules.h"
#include "tree/site.h"

struct other_policies {
	struct arena arena;
	struct map titles;      /* words of a title, folded -> policy */
	struct map former_refs; /* -> policy */
	struct map superseded;  /* ref -> policy */
	struct map plain_refs;  /* letters and digits of a ref, small, no zeros before a number -> policy */
	struct map numbers;     /* the last number of a ref -> policy */
	pthread_mutex_t lock;   /* of the following */
	struct map parts;       /* "ref" -> struct map: ids, names and numbers of a policy */
};

static bool is_current(const struct policy *policy)
{
	return !policy->is_older_version && policy->is_readable && policy->ref.text.length > 0;
}

struct text plain_title(struct arena *arena, struct text title)
{
	struct buffer folded = BUFFER_EMPTY, plain = BUFFER_EMPTY;

	unicode_fold_case(&folded, title);
	struct text words = buffer_text(&folded);
	for (size_t i = 0; i < words.length; i++) {
		char c = words.bytes[i];
		bool is_mark = (unsigned char)c < 0x80 && !is_ascii_letter(c) && !is_ascii_digit(c);
		/* Dashes and quotation marks are U+2010 to U+201F. */
		if (text_begins(text_slice(words, i, words.length), TEXT("\xe2\x80"))) {
			is_mark = true;
			i += 2;
		}
		if (!is_mark)
			buffer_append_byte(&plain, c);
		else if (plain.length && plain.bytes[plain.length - 1] != ' ')
			buffer_append_byte(&plain, ' ');
	}
	struct text copy = arena_copy(arena, text_trim(buffer_text(&plain)));
	buffer_release(&folded);
	buffer_release(&plain);
	return copy;
}

/* "cmicbclin86" of "CMICB_Clin086". */
static struct text plain_ref(struct arena *arena, struct text ref)
{
	struct buffer plain = BUFFER_EMPTY;

	for (size_t i = 0; i < ref.length; i++) {
		char c = ref.bytes[i];
		bool follows_digit = plain.length && is_ascii_digit(plain.bytes[plain.length - 1]);
		bool is_padding = c == '0' && !follows_digit && i + 1 < ref.length && is_ascii_digit(ref.bytes[i + 1]);
		if ((is_ascii_letter(c) || is_ascii_digit(c)) && !is_padding)
			buffer_append_byte(&plain, ascii_lower(c));
	}
	return buffer_keep(&plain, arena);
}

/* The number at the end of a plain ref, which may be empty. */
static struct text number_of(struct text plain)
{
	size_t begin = plain.length;

	while (begin > 0 && is_ascii_digit(plain.bytes[begin - 1]))
		begin--;
	return text_slice(plain, begin, plain.length);
}

static void set_first(struct map *map, struct text key, const struct policy *policy)
{
	bool is_new;
	void **value = key.length ? map_place(map, key, &is_new) : NULL;

	if (value && is_new)
		*value = (void *)policy;
}

struct other_policies *other_policies_new(const struct suite *suite)
{
	struct other_policies *others = memory_allocate(sizeof *others);

	pthread_mutex_init(&others->lock, NULL);
	for (size_t i = 0; i < suite->policy_count; i++) {
		const struct policy *policy = suite->policies[i];
		if (!is_current(policy))
			continue;
		struct text plain = plain_ref(&others->arena, policy->ref.text);
		set_first(&others->titles, plain_title(&others->arena, policy->title.text), policy);
		set_first(&others->superseded, ref_within(suite->site, policy->supersedes.text), policy);
		set_first(&others->plain_refs, plain, policy);
		set_first(&others->numbers, number_of(plain), policy);
		for (size_t j = 0; j < policy->previous_refs.count; j++)
			set_first(&others->former_refs,
				  text_trim(LIST_ITEM(policy->previous_refs, struct text_value, j)->text), policy);
	}
	return others;
}

void other_policies_free(struct other_policies *others)
{
	for (size_t i = 0; i < others->parts.count; i++) {
		map_release(others->parts.entries[i].value);
		free(others->parts.entries[i].value);
	}
	pthread_mutex_destroy(&others->lock);
	map_release(&others->titles);
	map_release(&others->former_refs);
	map_release(&others->superseded);
	map_release(&others->plain_refs);
	map_release(&others->numbers);
	map_release(&others->parts);
	arena_release(&others->arena);
	free(others);
}

struct text ref_within(const struct site *site, struct text words)
{
	for (size_t at = 0; at < words.length; at++) {
		size_t length = site_ref_length(site, words, at);
		if (length)
			return text_slice(words, at, at + length);
	}
	return TEXT("");
}

const struct policy *other_policy(const struct suite *suite, struct text ref)
{
	const struct record *record = suite_record(suite, ref);

	return record && record->count ? record->versions[record->count - 1] : NULL;
}

const struct policy *other_policy_by_former_ref(const struct other_policies *others, struct text ref)
{
	return map_get(&others->former_refs, ref);
}

const struct policy *other_policy_that_supersedes(const struct other_policies *others, struct text ref)
{
	return map_get(&others->superseded, ref);
}

const struct policy *other_policy_by_title(const struct other_policies *others, struct text title)
{
	struct arena scratch = ARENA_EMPTY;
	const struct policy *policy = map_get(&others->titles, plain_title(&scratch, title));

	arena_release(&scratch);
	return policy;
}

#define TITLE_WORDS_MOST 12

const struct policy *other_policy_named_in(const struct other_policies *others, struct text plain,
					   const struct policy *except)
{
	for (size_t begin = 0; begin < plain.length;) {
		size_t end = begin;
		for (size_t words = 0; words < TITLE_WORDS_MOST && end < plain.length; words++) {
			size_t space = text_find_byte(plain, ' ', end + (words > 0));
			end = space == TEXT_NOT_FOUND ? plain.length : space;
			const struct policy *policy = map_get(&others->titles, text_slice(plain, begin, end));
			if (policy && policy != except)
				return policy;
		}
		size_t next = text_find_byte(plain, ' ', begin);
		begin = next == TEXT_NOT_FOUND ? plain.length : next + 1;
	}
	return NULL;
}

/* Are the letters of a plain ref nearly those of the policy's, before a number of its own? */
static bool letters_are_near(struct text letters, const struct policy *policy)
{
	struct arena scratch = ARENA_EMPTY;
	struct text own = plain_ref(&scratch, policy->ref.text);
	own.length -= number_of(own).length;
	bool are_near = text_distance(letters, own, 3) <= (own.length < 6 ? 1 : 3);

	arena_release(&scratch);
	return are_near;
}

/* What looking for a mistyped number has found. */
struct digits {
	const struct other_policies *others;
	struct text letters;
	const struct policy *found;
	bool is_ambiguous;
};

static void try_digits(struct digits *digits, struct text number)
{
	while (number.length > 1 && number.bytes[0] == '0')
		number = text_slice(number, 1, number.length);
	const struct policy *policy = map_get(&digits->others->numbers, number);
	if (!policy || policy == digits->found || !letters_are_near(digits->letters, policy))
		return;
	digits->is_ambiguous |= digits->found != NULL;
	digits->found = policy;
}

/* A policy whose number has two neighbouring digits exchanged, else the only one with another digit: looked up, so that
 * the time does not grow with the suite. */
static const struct policy *near_by_digits(const struct other_policies *others, struct text letters, struct text number)
{
	struct digits digits = {.others = others, .letters = letters};
	char changed[9];

	if (number.length > sizeof changed - 1)
		return NULL;
	memcpy(changed, number.bytes, number.length);
	for (size_t i = 1; i < number.length; i++) {
		changed[i - 1] = number.bytes[i];
		changed[i] = number.bytes[i - 1];
		try_digits(&digits, (struct text){changed, number.length});
		changed[i - 1] = number.bytes[i - 1];
		changed[i] = number.bytes[i];
	}
	bool is_exchanged = digits.found != NULL;
	for (size_t i = 0; !is_exchanged && i < number.length; i++) {
		for (char digit = '0'; digit <= '9'; digit++) {
			changed[i] = digit;
			try_digits(&digits, (struct text){changed, number.length});
		}
		changed[i] = number.bytes[i];
	}
	return digits.is_ambiguous ? NULL : digits.found;
}

const struct policy *other_policy_near(const struct other_policies *others, struct text ref)
{
	struct arena scratch = ARENA_EMPTY;
	struct text plain = plain_ref(&scratch, ref), number = number_of(plain);
	struct text letters = text_slice(plain, 0, plain.length - number.length);
	const struct policy *policy = map_get(&others->plain_refs, plain);

	if (!policy && number.length) {
		policy = map_get(&others->numbers, number);
		if (policy && !letters_are_near(letters, policy))
			policy = NULL;
		if (!policy)
			policy = near_by_digits(others, letters, number);
	}
	arena_release(&scratch);
	return policy;
}

static struct map *gather_parts(const struct policy *policy)
{
	struct map *parts = memory_allocate(sizeof *parts);
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk)) {
		if (!walk.is_entering)
			continue;
		if (walk.node->id.length)
			map_set(parts, walk.node->id, walk.node);
		if (walk.node->number.length)
			map_set(parts, walk.node->number, walk.node);
	}
	return parts;
}

bool other_policy_has_part(struct other_policies *others, const struct policy *policy, struct text part)
{
	bool is_new, has_part;

	pthread_mutex_lock(&others->lock);
	void **parts = map_place(&others->parts, policy->ref.text, &is_new);
	if (is_new)
		*parts = gather_parts(policy);
	has_part = map_get(*parts, part) != NULL;
	pthread_mutex_unlock(&others->lock);
	return has_part;
}

struct text other_policy_nearest_part(const struct policy *policy, struct arena *arena, struct text part)
{
	ARRAY_OF(struct text) names = {0};
	struct walk walk = walk_begin(policy->body);

	while (walk_next(&walk) && names.count < NAMES_COMPARED_MOST)
		if (walk.is_entering && walk.node->name.length)
			*ARRAY_ADD(&names) = walk.node->name;
	struct text nearest = nearest_text(part, names.items, names.count);
	if (nearest.bytes)
		nearest = arena_copy(arena, nearest);
	ARRAY_RELEASE(&names);
	return nearest;
}
