#include "check/spelling.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <hunspell/hunspell.h>

#include "base/file.h"
#include "base/memory.h"
#include "check/check.h"
#include "tree/site.h"

/* Longer runs of letters are no words, and Hunspell would look at every way to part them. */
#define WORD_BYTES_MOST 64
/* Roots of the table: a power of two. With the words of the whole language in it each has a few. */
#define ROOTS           65536

#define SUGGESTIONS_MOST 3

struct asked_word {
	struct asked_word *next;
	uint64_t hash;
	bool is_known;
	uint8_t length;
	char bytes[]; /* here and not elsewhere: nearly every word of every text is looked up */
};
typedef _Atomic(struct asked_word *) word_root;

struct spelling {
	const struct map *own_words; /* site/words.txt */
	word_root *roots;            /* words once asked for: read by all threads, added to under the lock */
	pthread_mutex_t lock;        /* for what is below */
	struct arena arena;
	Hunhandle *hunspell;
};

/* A file of dictionaries, and the Debian package that has it. */
struct dictionary_file {
	const char *name, *package;
};
enum { FILE_AFFIXES, FILE_WORDS, FILE_MEDICAL, FILE_COUNT };
static const struct dictionary_file files[FILE_COUNT] = {
	[FILE_AFFIXES] = {"en_GB.aff", "hunspell-en-gb"},
	[FILE_WORDS] = {"en_GB.dic", "hunspell-en-gb"},
	[FILE_MEDICAL] = {"en_med_glut.dic", "hunspell-en-med"},
};

/* The first folder of DICPATH that has the file; where none has it, its path in the last. */
static const char *find_file(struct arena *arena, const char *name)
{
	const char *folders = getenv("DICPATH"), *path = NULL;
	struct text rest = text_of(folders && *folders ? folders : DICTIONARY_FOLDER), folder;

	while (text_split(&rest, ':', &folder)) {
		path = path_join(arena, arena_string(arena, folder), name);
		if (path_is_file(path))
			break;
	}
	return path;
}

static void complain(struct suite *suite, const char *words, const char *path, const char *package)
{
	findings_add(&suite->findings, CHECK_UNREADABLE, PLACE_NONE,
		     "the dictionary %s %s, so the spelling of no word was checked; install the package %s, or write "
		     "spelling: \"off\" under checks in site/site.yaml",
		     path, words, package);
	suite->could_not_read = true;
}

static bool find_files(struct suite *suite, const char *paths[FILE_COUNT])
{
	for (size_t i = 0; i < FILE_COUNT; i++) {
		paths[i] = find_file(&suite->arena, files[i].name);
		if (!path_is_file(paths[i])) {
			complain(suite, "is not there", paths[i], files[i].package);
			return false;
		}
	}
	return true;
}

/* Hunspell says nothing of a dictionary that it could not read: it then knows no word, or all letters are other ones.
 */
static Hunhandle *load(struct suite *suite, const char *paths[FILE_COUNT])
{
	Hunhandle *hunspell = Hunspell_create(paths[FILE_AFFIXES], paths[FILE_WORDS]);
	bool is_usable = hunspell && strcmp(Hunspell_get_dic_encoding(hunspell), "UTF-8") == 0 &&
			 Hunspell_spell(hunspell, "patients");

	if (!is_usable) {
		complain(suite, "can't be used", paths[FILE_WORDS], files[FILE_WORDS].package);
	} else if (Hunspell_add_dic(hunspell, paths[FILE_MEDICAL]) != 0 || !Hunspell_spell(hunspell, "radiculopathy")) {
		complain(suite, "can't be used", paths[FILE_MEDICAL], files[FILE_MEDICAL].package);
		is_usable = false;
	}
	if (is_usable)
		return hunspell;
	if (hunspell)
		Hunspell_destroy(hunspell);
	return NULL;
}

/* Hunspell is C++, which asks for memory with `new`: the handler of its library is called where there is none. Its name
 * is looked up because nothing here is linked with that library. */
void spelling_set_up(void)
{
	typedef void (*handler)(void);
	typedef handler (*setter)(handler);
	void *found = dlsym(RTLD_DEFAULT, "_ZSt15set_new_handlerPFvvE");
	setter set_new_handler = NULL;

	if (!found)
		return;
	memcpy(&set_new_handler, &found, sizeof found);
	set_new_handler(memory_run_out);
}

struct spelling *spelling_new(struct suite *suite)
{
	const char *paths[FILE_COUNT];
	Hunhandle *hunspell = NULL;

	if (suite->site->severities.of[CHECK_SPELLING] == SEVERITY_OFF || suite->policy_count == 0 ||
	    !find_files(suite, paths) || !(hunspell = load(suite, paths)))
		return NULL;
	struct spelling *spelling = memory_allocate(sizeof *spelling);
	spelling->own_words = &suite->words;
	spelling->roots = memory_allocate_array(ROOTS, sizeof *spelling->roots);
	spelling->hunspell = hunspell;
	pthread_mutex_init(&spelling->lock, NULL);
	return spelling;
}

void spelling_free(struct spelling *spelling)
{
	if (!spelling)
		return;
	Hunspell_destroy(spelling->hunspell);
	pthread_mutex_destroy(&spelling->lock);
	arena_release(&spelling->arena);
	free(spelling->roots);
	free(spelling);
}

/* A word on its way to the map or to Hunspell: with straight apostrophes, and a NUL. */
struct plain_word {
	char bytes[WORD_BYTES_MOST + 1];
	size_t length;
};

static void plain_word_set(struct plain_word *plain, struct text word)
{
	plain->length = 0;
	for (size_t at = 0; at < word.length;) {
		if (text_begins(text_slice(word, at, word.length), TEXT("’"))) {
			plain->bytes[plain->length++] = '\'';
			at += strlen("’");
		} else {
			plain->bytes[plain->length++] = word.bytes[at++];
		}
	}
	plain->bytes[plain->length] = '\0';
}

/* As written or, where it stands there so, in small letters. */
static bool is_listed(const struct map *words, struct text word)
{
	char small[WORD_BYTES_MOST];

	if (word.length > sizeof small || map_get(words, word))
		return word.length <= sizeof small;
	for (size_t i = 0; i < word.length; i++)
		small[i] = ascii_lower(word.bytes[i]);
	return map_get(words, (struct text){small, word.length}) != NULL;
}

static struct text without_end(struct text word, size_t bytes)
{
	return (struct text){word.bytes, word.length - bytes};
}

/* In site/words.txt: by itself, before "'s", or in the plural. */
static bool is_own_word(struct arena *arena, const struct map *words, struct text word)
{
	if (!words->count)
		return false;
	if (is_listed(words, word))
		return true;
	if (text_ends(word, TEXT("'s")))
		word = without_end(word, 2);
	if (is_listed(words, word) || (text_ends(word, TEXT("s")) && is_listed(words, without_end(word, 1))))
		return true;
	return text_ends(word, TEXT("ies")) &&
	       is_listed(words, arena_format(arena, "%.*sy", (int)word.length - 3, word.bytes));
}

static bool is_right(struct spelling *spelling, struct text word)
{
	struct plain_word plain;

	plain_word_set(&plain, word);
	return is_own_word(&spelling->arena, spelling->own_words, (struct text){plain.bytes, plain.length}) ||
	       Hunspell_spell(spelling->hunspell, plain.bytes) != 0;
}

static const struct asked_word *find_asked(word_root *root, struct text word, uint64_t hash)
{
	const struct asked_word *asked = atomic_load_explicit(root, memory_order_acquire);

	while (asked && (asked->hash != hash || !text_equal((struct text){asked->bytes, asked->length}, word)))
		asked = asked->next;
	return asked;
}

static const struct asked_word *ask(struct spelling *spelling, word_root *root, struct text word, uint64_t hash)
{
	pthread_mutex_lock(&spelling->lock);
	/* Another thread may have asked meanwhile. */
	const struct asked_word *asked = find_asked(root, word, hash);
	if (!asked) {
		struct asked_word *added = arena_allocate(&spelling->arena, sizeof *added + word.length);
		added->hash = hash;
		added->length = (uint8_t)word.length; /* no more than WORD_BYTES_MOST */
		memcpy(added->bytes, word.bytes, word.length);
		added->is_known = is_right(spelling, word);
		added->next = atomic_load_explicit(root, memory_order_relaxed);
		atomic_store_explicit(root, added, memory_order_release);
		asked = added;
	}
	pthread_mutex_unlock(&spelling->lock);
	return asked;
}

bool spelling_knows(struct spelling *spelling, struct text word)
{
	if (word.length > WORD_BYTES_MOST)
		return true;
	uint64_t hash = text_hash(word);
	word_root *root = &spelling->roots[hash & (ROOTS - 1)];
	const struct asked_word *asked = find_asked(root, word, hash);
	return (asked ? asked : ask(spelling, root, word, hash))->is_known;
}

/* "a", "a" or "b", "a", "b" or "c", in quotation marks. */
static struct text one_of(struct arena *arena, const char *const *words, size_t count)
{
	struct buffer list = BUFFER_EMPTY;

	for (size_t i = 0; i < count; i++)
		buffer_append_format(&list, "%s\"%s\"", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
	return buffer_keep(&list, arena);
}

struct text spelling_suggest(struct spelling *spelling, struct arena *arena, struct text word)
{
	const char *near[SUGGESTIONS_MOST];
	size_t distance_most = 1 + word.length / 4, shown = 0;
	char **found = NULL;

	if (word.length > WORD_BYTES_MOST)
		return TEXT("");
	/* Beside words that are spelt nearly so, Hunspell gives some that only sound alike. */
	int count = Hunspell_suggest(spelling->hunspell, &found, arena_string(arena, word));
	for (int i = 0; i < count && shown < SUGGESTIONS_MOST; i++)
		if (text_distance(word, text_of(found[i]), distance_most) <= distance_most)
			near[shown++] = found[i];
	struct text text = one_of(arena, near, shown);
	if (count > 0)
		Hunspell_free_list(spelling->hunspell, &found, count);
	return text;
}
