/* A tree of values: what configuration, front matter and template data have in common. Built in an arena by one thread,
 * then only read, from as many threads as like. Nothing is copied: texts must live as long as the arena. */
#ifndef POLICYC_BASE_VALUE_H
#define POLICYC_BASE_VALUE_H

#include "base/arena.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_NUMBER, /* kept as it was written: never rounded */
	VALUE_STRING,
	VALUE_LIST,
	VALUE_MAP,
};

/* Bytes of the source file from `begin` up to, not including, `end`. Both 0: the value comes from no file. */
struct value_place {
	uint32_t begin, end;
};

struct value;
struct value_member {
	struct text key;
	struct value_place key_place;
	struct value *value;
};

struct value {
	enum value_kind kind;
	bool boolean;       /* VALUE_BOOLEAN */
	bool is_incomplete; /* of a map or list: a fault cut it off, so what is not there may only not have been read */
	struct value_place
		place;    /* of the whole value; for lists and maps in YAML's blocks, to the end of the last item */
	struct text text; /* the words of a scalar: of a boolean or null as written, or else "true", "false", "" */
	uint32_t count, capacity; /* items of a list, members of a map */
	union {
		struct value **items;
		struct value_member *members; /* in the order in which they were added */
	};
	uint32_t *slots; /* used by value.c to find a member of a large map */
	uint32_t slot_count;
};

struct value *value_null(struct arena *arena);
struct value *value_boolean(struct arena *arena, bool boolean);
struct value *value_number(struct arena *arena, struct text digits);
struct value *value_integer(struct arena *arena, int64_t number);
/* A text whose bytes are NULL gives null. */
struct value *value_string(struct arena *arena, struct text text);
/* The text, or null where it is empty. */
struct value *value_text_or_null(struct arena *arena, struct text text);
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);

/* Adding to anything but a list (or a map) is a BUG. */
void value_list_add(struct arena *arena, struct value *list, struct value *item);
/* The new member, for its key's place; valid until the next addition. NULL, and nothing added, where the key is there
 * already: value_map_member tells which it is. */
struct value_member *value_map_add(struct arena *arena, struct value *map, struct text key, struct value *value);
/* The shorthand of code that builds template data; a key twice is a BUG. The key is a literal or lives in the arena. */
void value_set(struct arena *arena, struct value *map, const char *key, struct value *value);
void value_set_text(struct arena *arena, struct value *map, const char *key, struct text text);
void value_set_string(struct arena *arena, struct value *map, const char *key, const char *string);
void value_set_boolean(struct arena *arena, struct value *map, const char *key, bool boolean);
void value_set_integer(struct arena *arena, struct value *map, const char *key, int64_t number);
/* Sets a member whether or not it is there. */
void value_replace(struct arena *arena, struct value *map, const char *key, struct value *value);

/* NULL where `map` is NULL, no map, or has no such key. In time that does not grow with the map. */
struct value_member *value_map_member(const struct value *map, struct text key);
struct value *value_map_get(const struct value *map, struct text key);
/* The same for a path of literal keys with dots between them: value_at(site, "organisation.name"). */
struct value *value_at(const struct value *value, const char *path);
/* The words of a scalar; bytes are NULL for NULL, null, lists and maps. */
struct text value_text(const struct value *value);
bool value_is_scalar(const struct value *value);
/* The same kind and words, items in the same order; the order of a map's members makes no difference. NULL equals NULL
 * and nothing else. Nests as deep as the values do. */
bool value_equal(const struct value *a, const struct value *b);
/* "a text", "a list"…: for messages. */
const char *value_kind_words(enum value_kind kind);

#endif
