#include "base/text_set.h"

#include "base/bug.h"
#include "base/memory.h"

#define NUMBER_NONE UINT32_MAX

/* What has been read of a text ends like this: with the bytes from the root down to here. */
struct text_set_state {
	uint32_t first_child, next_sibling; /* 0: none, since the root is nobody's child */
	uint32_t shorter;                   /* the state of the longest other end that is in the tree */
	uint32_t lowest;                    /* number of the needles that end here */
	unsigned char byte;
};

void text_set_release(struct text_set *needles)
{
	free(needles->states);
	*needles = (struct text_set)TEXT_SET_EMPTY;
}

static uint32_t add_state(struct text_set *needles, unsigned char byte)
{
	if (needles->count >= UINT32_MAX)
		BUG("%zu bytes are looked for", needles->count);
	needles->states = memory_grow(needles->states, needles->count, &needles->capacity, sizeof *needles->states);
	needles->states[needles->count] = (struct text_set_state){.lowest = NUMBER_NONE, .byte = byte};
	return (uint32_t)needles->count++;
}

/* The child for a byte, or 0. There are at most as many as there are bytes. */
static uint32_t child_of(const struct text_set *needles, uint32_t state, unsigned char byte)
{
	uint32_t child = needles->states[state].first_child;

	while (child && needles->states[child].byte != byte)
		child = needles->states[child].next_sibling;
	return child;
}

void text_set_add(struct text_set *needles, struct text text, size_t number)
{
	uint32_t state = 0;

	if (!needles->count)
		add_state(needles, 0);
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		uint32_t child = child_of(needles, state, byte);
		if (!child) {
			child = add_state(needles, byte);
			needles->states[child].next_sibling = needles->states[state].first_child;
			needles->states[state].first_child = child;
		}
		state = child;
	}
	if (number < needles->states[state].lowest)
		needles->states[state].lowest = (uint32_t)number;
}

/* The state after one more byte. */
static uint32_t step(const struct text_set *needles, uint32_t state, unsigned char byte)
{
	uint32_t child;

	while (!(child = child_of(needles, state, byte)) && state)
		state = needles->states[state].shorter;
	return child;
}

void text_set_prepare(struct text_set *needles)
{
	uint32_t *queue = memory_allocate_array(needles->count, sizeof *queue);
	size_t begin = 0, end = 0;

	/* Level by level, so that what is shorter is there already. */
	if (needles->count)
		queue[end++] = 0;
	while (begin < end) {
		uint32_t parent = queue[begin++];
		for (uint32_t child = needles->states[parent].first_child; child;
		     child = needles->states[child].next_sibling) {
			struct text_set_state *state = &needles->states[child];
			if (parent)
				state->shorter = step(needles, needles->states[parent].shorter, state->byte);
			if (needles->states[state->shorter].lowest < state->lowest)
				state->lowest = needles->states[state->shorter].lowest;
			queue[end++] = child;
		}
	}
	free(queue);
}

size_t text_set_lowest_in(const struct text_set *needles, struct text text)
{
	uint32_t state = 0, lowest = needles->count ? needles->states[0].lowest : NUMBER_NONE;

	for (size_t i = 0; i < text.length && needles->count; i++) {
		state = step(needles, state, (unsigned char)text.bytes[i]);
		if (needles->states[state].lowest < lowest)
			lowest = needles->states[state].lowest;
	}
	return lowest == NUMBER_NONE ? TEXT_SET_NONE : lowest;
}
