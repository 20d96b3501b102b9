/* All of a project folder: configuration, profiles, shared blocks, every version of every policy. */
#ifndef POLICYC_TREE_SUITE_H
#define POLICYC_TREE_SUITE_H

#include "base/map.h"
#include "tree/policy.h"
#include "tree/version.h"
#include "tree/web_page.h"
#include "tree/word_table.h"

/* Wording that many policies share: policies/shared/<block>@<edition>.md. */
struct shared_block {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct text key; /* "core-criteria@2024", from the file's name */
	bool is_readable;
	struct text_value block, edition, title;
	struct list allow;       /* struct allow_entry */
	struct list history;     /* struct history_entry */
	struct node *body;       /* as markdown_read gives it, with its own includes still in place */
	struct policy **used_by; /* policies that include it, directly or through another, in the order of the suite */
	size_t used_by_count;
};
extern const struct field_table shared_block_fields;

struct file_set;     /* base/file_set.h */
struct check_tables; /* check/tables.h */

/* The organisation's own licensed list of codes: policies/codes/<system>@<edition>.tsv. */
struct code_list_entry {
	struct text code; /* without a dot */
	struct text term;
	struct place place;
};
struct code_list {
	struct arena arena;
	struct source source;
	struct findings findings;
	struct map entries; /* undotted code -> struct code_list_entry */
};

/* A policy and what was published of it: a copy of the same version, or of an older one. */
struct published_pair {
	const struct policy *policy; /* of the suite */
	const struct policy *old;    /* as it was published */
	const struct policy *new;    /* what `old` is to be compared with: the policy, in the form that `old` has */
	const char *where;           /* what it was published in, for messages: "the published site" */
};

/* A shared block and what was published of the same edition, each as a policy that holds nothing else. */
struct published_block {
	struct shared_block *block;
	const struct policy *old, *new;
	const char *where;
};

/* A policy or a version that was published, and that the sources don't answer for any more (tree/answers.h). */
struct gone_version {
	struct text ref, title, version; /* version empty: of the policy, nothing but its own address was published */
	const char *where;               /* what it was published in */
};

struct suite {
	struct arena arena;       /* of the lists here; each document has its own */
	struct findings findings; /* about files that are no document: site.yaml, profiles, what could not be opened */
	const char *root;         /* the project folder */
	const struct file_set *files; /* where it was read from in place of the disk; NULL: from the disk */
	struct date today;
	bool is_of_asked_day; /* the site is built as on a day that was asked for, perhaps long ago */
	struct site *site;    /* never NULL: an empty one where site.yaml could not be read */
	struct map profiles;  /* name -> struct profile */
	struct word_table *word_tables[WORD_TABLE_COUNT]; /* NULL: there is none, or nothing in it can be used */
	struct map words; /* site/words.txt: words that are right, as they stand there but that ’ is ' */
	struct shared_block **blocks;
	size_t block_count;
	struct code_list *code_lists[CODE_SYSTEM_COUNT]; /* NULL where there is none; of several editions the newest */
	struct map block_of_key;                         /* "block@edition" -> struct shared_block */
	struct policy **policies;                        /* every version, in the order of their paths */
	size_t policy_count;
	struct policy **stubs; /* of policies that were removed; none of them is among the policies */
	size_t stub_count;
	struct web_page **web_pages; /* of site/pages/, in the order of their names */
	size_t web_page_count;
	struct record **records; /* in the order of refs */
	size_t record_count;
	/* What site.yaml's `published` holds of these policies; set by whoever reads it, and not released here. */
	const struct published_pair *published;
	size_t published_count;
	const struct published_block *published_blocks;
	size_t published_block_count;
	const struct gone_version *gone; /* there, or in the site that a build replaces */
	size_t gone_count;
	struct check_tables *check_tables; /* what the checks look up (check/tables.h), while they run; else NULL */
	bool could_not_read;               /* a file of it could not be read: exit status 3 */
};

void suite_release(struct suite *suite);
/* The record of a ref, or NULL. */
struct record *suite_record(const struct suite *suite, struct text ref);

/* "Did you mean": the name of the profile nearest to a misspelt one, and the newest edition of the block
 * ("block@edition") whose name is nearest. Bytes NULL: none is near. */
struct text suite_nearest_profile(const struct suite *suite, struct text name);
struct text suite_nearest_block(const struct suite *suite, struct text key);

#endif
