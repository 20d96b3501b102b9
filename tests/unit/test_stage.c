/* Publishing for real, in a folder of its own: first and later publications, what is kept, what is refused, what a
 * failure or another build leaves. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "base/file.h"
#include "base/pool.h"
#include "publish/folder_tree.h"
#include "publish/stage.h"

static char here[4096];
static struct arena arena;

static const char *at(const char *name)
{
	return path_join(&arena, here, name);
}

/* The project stands in "project", the site in "project/public". */
static int make_here(void **state)
{
	const char *base = getenv("TMPDIR");
	(void)state;
	snprintf(here, sizeof here, "%s/policyc-test-XXXXXX", base && base[0] ? base : "/tmp");
	if (!mkdtemp(here) || chmod(here, 0755) != 0)
		return -1;
	return folder_create_all(at("project/policies")) || folder_create_all(at("project/site")) ? -1 : 0;
}

static int remove_here(void **state)
{
	(void)state;
	int error = folder_remove_all(here);
	arena_release(&arena);
	return error;
}

struct file {
	const char *path, *bytes; /* path NULL: the last */
};

/* "": it was published; else what it says. */
static const char *publish_to(const char *target, const struct file *files, bool *was_exchanged)
{
	struct stage stage;
	bool is_fine = stage_open(&stage, at("project"), target);
	for (; is_fine && files->path; files++)
		is_fine = stage_add(&stage, files->path, text_of(files->bytes));
	is_fine = is_fine && stage_publish(&stage, was_exchanged);
	assert_int_equal(is_fine, !fault_is_set(&stage.fault));
	const char *said = is_fine ? "" : arena_string(&arena, stage.fault.message);
	if (!is_fine)
		assert_true(stage.fault.is_refused != (stage.fault.error != 0));
	stage_release(&stage);
	return said;
}

static const char *publish(const struct file *files)
{
	bool was_exchanged = false;
	const char *said = publish_to(at("project/public"), files, &was_exchanged);
	if (!*said)
		assert_true(was_exchanged);
	return said;
}

static void put(const char *name, const char *bytes)
{
	const char *folder = arena_string(&arena, path_folder(text_of(at(name))));
	assert_int_equal(folder_create_all(folder), 0);
	assert_int_equal(file_write(at(name), text_of(bytes)), 0);
}

static void assert_holds(const char *name, const char *bytes)
{
	struct buffer buffer = BUFFER_EMPTY;
	assert_int_equal(file_read(at(name), 1000000, &buffer), 0);
	assert_text_is(buffer_text(&buffer), bytes);
	buffer_release(&buffer);
}

static void assert_says(const char *said, const char *words)
{
	if (!strstr(said, words))
		fail_msg("\"%s\" does not say \"%s\"", said, words);
}

static ino_t inode_of(const char *name)
{
	struct stat status;
	assert_int_equal(lstat(at(name), &status), 0);
	return status.st_ino;
}

static bool is_there(const char *name)
{
	struct stat status;
	return lstat(at(name), &status) == 0;
}

static int compare_paths(const void *a, const void *b)
{
	const struct tree_item *first = a, *second = b;
	return strcmp(first->path, second->path);
}

/* All that stands in the project, hidden or not: names with spaces between, sorted. */
static const char *all_names(const char *folder)
{
	struct folder_tree tree = {0};
	struct buffer names = BUFFER_EMPTY;
	const char *failed = NULL;
	assert_int_equal(folder_tree_read(&tree, &arena, at(folder), &failed), 0);
	if (tree.items.count)
		qsort(tree.items.items, tree.items.count, sizeof *tree.items.items, compare_paths);
	for (size_t i = 0; i < tree.items.count; i++)
		buffer_append_format(&names, "%s%s%s", i ? " " : "", tree.items.items[i].path,
				     tree.items.items[i].is_folder ? "/" : "");
	const char *result = arena_string(&arena, buffer_text(&names));
	buffer_release(&names);
	folder_tree_release(&tree);
	return result;
}

static const struct file two_files[] = {{"index.html", "home"}, {"a/b/c.txt", "one"}, {NULL, NULL}};

static void test_first_publication(void **state)
{
	(void)state;
	assert_string_equal(publish(two_files), "");
	assert_string_equal(all_names("project"),
			    "policies/ public/ public/a/ public/a/b/ public/a/b/c.txt public/index.html "
			    "public/manifest.json site/");
	assert_holds("project/public/a/b/c.txt", "one");
	assert_holds("project/public/manifest.json",
		     "{\n"
		     "  \"generator\": \"policyc 0.1.0\",\n"
		     "  \"publisher\": {\n"
		     "    \"name\": null,\n"
		     "    \"ods\": null\n"
		     "  },\n"
		     "  \"drafts\": false,\n"
		     "  \"files\": [\n"
		     "    {\n"
		     "      \"path\": \"a/b/c.txt\",\n"
		     "      \"sha256\": \"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\"\n"
		     "    },\n"
		     "    {\n"
		     "      \"path\": \"index.html\",\n"
		     "      \"sha256\": \"4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942\"\n"
		     "    }\n"
		     "  ]\n"
		     "}\n");
}

static void test_parent_folders_are_made_and_an_empty_target_is_taken(void **state)
{
	bool was_exchanged = false;
	(void)state;
	assert_string_equal(publish_to(at("elsewhere/deep/public/"), two_files, &was_exchanged), "");
	assert_string_equal(all_names("elsewhere"),
			    "deep/ deep/public/ deep/public/a/ deep/public/a/b/ deep/public/a/b/c.txt "
			    "deep/public/index.html deep/public/manifest.json");
	assert_int_equal(mkdir(at("empty"), 0750), 0);
	assert_int_equal(chmod(at("empty"), 02750), 0);
	assert_string_equal(publish_to(at("empty"), two_files, &was_exchanged), "");
	assert_true(was_exchanged);
	assert_holds("empty/index.html", "home");
	struct stat status;
	assert_int_equal(stat(at("empty"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 02750);
}

static void test_unchanged_files_are_linked(void **state)
{
	const struct file changed[] = {{"index.html", "home, again"}, {"a/b/c.txt", "one"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	ino_t page = inode_of("project/public/index.html"), data = inode_of("project/public/a/b/c.txt");
	assert_string_equal(publish(changed), "");
	assert_int_equal(inode_of("project/public/a/b/c.txt"), data);
	assert_int_not_equal(inode_of("project/public/index.html"), page);
	assert_holds("project/public/index.html", "home, again");
	assert_string_equal(all_names("project"),
			    "policies/ public/ public/a/ public/a/b/ public/a/b/c.txt public/index.html "
			    "public/manifest.json site/");
}

static void test_files_that_are_published_no_more_go_with_their_folders(void **state)
{
	const struct file less[] = {{"index.html", "home"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	assert_string_equal(publish(less), "");
	assert_string_equal(all_names("project/public"), "index.html manifest.json");
}

static void tamper(void)
{
	int fd = open(at("project/public/index.html"), O_WRONLY | O_TRUNC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "hxme", 4), 4);
	close(fd);
	assert_int_equal(unlink(at("project/public/a/b/c.txt")), 0);
	assert_int_equal(symlink("/etc/passwd", at("project/public/a/b/c.txt")), 0);
}

static void test_tampered_files_are_written_again(void **state)
{
	(void)state;
	assert_string_equal(publish(two_files), "");
	tamper();
	assert_string_equal(publish(two_files), "");
	assert_holds("project/public/index.html", "home");
	struct stat status;
	assert_int_equal(lstat(at("project/public/a/b/c.txt"), &status), 0);
	assert_true(S_ISREG(status.st_mode));
	assert_holds("project/public/a/b/c.txt", "one");
}

static void add_foreign(void)
{
	put("project/public/notes.txt", "mine");
	put("project/public/.well-known/token", "secret");
	put("project/public/a/b/extra.txt", "more");
	assert_int_equal(symlink("nowhere", at("project/public/link")), 0);
	assert_int_equal(mkdir(at("project/public/empty"), 0700), 0);
	assert_int_equal(chmod(at("project/public/.well-known"), 0711), 0);
}

static void assert_foreign(void)
{
	struct stat status;
	assert_holds("project/public/notes.txt", "mine");
	assert_holds("project/public/.well-known/token", "secret");
	assert_holds("project/public/a/b/extra.txt", "more");
	assert_int_equal(lstat(at("project/public/link"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(stat(at("project/public/empty"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0700);
	assert_int_equal(stat(at("project/public/.well-known"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0711);
}

static void test_what_is_not_ours_is_kept(void **state)
{
	const struct file less[] = {{"index.html", "home"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	add_foreign();
	ino_t notes = inode_of("project/public/notes.txt");
	assert_string_equal(publish(less), "");
	assert_foreign();
	assert_false(is_there("project/public/a/b/c.txt"));
	assert_int_equal(inode_of("project/public/notes.txt"), notes);
	/* And they stay other people's: no manifest names them. */
	struct manifest manifest = {0};
	assert_int_equal(manifest_read(&manifest, at("project/public"), MANIFEST_NAME), 0);
	assert_int_equal(manifest.files.count, 1);
	manifest_release(&manifest);
}

static void test_what_is_not_ours_is_never_overwritten(void **state)
{
	const struct file with_notes[] = {{"index.html", "new"}, {"notes.txt", "ours"}, {NULL, NULL}};
	const struct file below[] = {{"index.html", "new"}, {"notes.txt/x", "ours"}, {NULL, NULL}};
	const struct file above[] = {{"index.html", "new"}, {"mine", "ours"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	put("project/public/notes.txt", "mine");
	put("project/public/mine/x", "mine");
	assert_says(publish(with_notes), "public/notes.txt was not put there by policyc");
	assert_says(publish(below), "public/notes.txt was not put there by policyc");
	assert_says(publish(above), "public/mine/x was not put there by policyc");
	assert_holds("project/public/notes.txt", "mine");
	assert_holds("project/public/index.html", "home");
}

static void test_folders_that_are_not_ours_are_refused(void **state)
{
	(void)state;
	put("project/public/letter.doc", "words");
	assert_says(publish(two_files), "public holds files, but no manifest.json that policyc wrote");
	put("project/public/manifest.json", "{\"name\": \"an app\"}");
	assert_says(publish(two_files), "no manifest.json that policyc wrote");
	put("project/public/manifest.json", "{\"generator\": \"policyc 0.1.0\", \"files\": [");
	assert_says(publish(two_files), "no manifest.json that policyc wrote");
	put("project/public/manifest.json",
	    "{\"generator\": \"policyc 0.1.0\", \"files\": [{\"path\": \"../letter.doc\", \"sha256\": "
	    "\"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\"}]}");
	assert_says(publish(two_files), "no manifest.json that policyc wrote");
	assert_holds("project/public/letter.doc", "words");
	assert_string_equal(all_names("project"), "policies/ public/ public/letter.doc public/manifest.json site/");
}

static void test_places_that_are_refused(void **state)
{
	const struct {
		const char *target, *says;
	} rows[] = {
		{"", "needs the name of a folder"},
		{"/", "holds the project itself"},
		{at("project"), "holds the project itself"},
		{at("project/."), "holds the project itself"},
		{at("project/policies/.."), "holds the project itself"},
		{at("missing/../project"), "holds the project itself"},
		{at("link-to-project/policies/public"), "stands in the project's folder policies/"},
		{here, "holds the project itself"},
		{at("project/policies"), "stands in the project's folder policies/"},
		{at("project/policies/deep/public"), "stands in the project's folder policies/"},
		{at("project/site/public"), "stands in the project's folder site/"},
		{at("project/templates/public"), "stands in the project's folder templates/"},
		{at("project/link"), "is a symbolic link to"},
		{at("project/link/"), "is a symbolic link to"},
		{at("project/dangling"), "is a symbolic link"},
		{at("project/file"), "is no folder"},
	};
	bool was_exchanged = false;
	(void)state;
	assert_int_equal(mkdir(at("else"), 0755), 0);
	assert_int_equal(symlink(at("else"), at("project/link")), 0);
	assert_int_equal(symlink("nowhere", at("project/dangling")), 0);
	assert_int_equal(symlink("project", at("link-to-project")), 0);
	put("project/file", "words");
	const char *before = all_names("");
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		assert_says(publish_to(rows[i].target, two_files, &was_exchanged), rows[i].says);
	assert_string_equal(all_names(""), before);
}

static void test_a_name_like_a_source_folder_is_fine(void **state)
{
	bool was_exchanged = false;
	(void)state;
	assert_string_equal(publish_to(at("project/policies-public"), two_files, &was_exchanged), "");
	assert_string_equal(publish_to(at("project/build/site"), two_files, &was_exchanged), "");
	assert_holds("project/policies-public/index.html", "home");
}

static void test_a_path_twice_is_a_fault(void **state)
{
	const struct file twice[] = {{"index.html", "a"}, {"index.html", "b"}, {NULL, NULL}};
	const struct file manifest[] = {{"manifest.json", "{}"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	assert_says(publish(twice), "two files of the site would both be index.html");
	assert_says(publish(manifest), "manifest.json");
	assert_holds("project/public/index.html", "home");
	assert_false(is_there("project/.public.policyc-staging"));
}

static void test_nothing_changes_until_it_is_published(void **state)
{
	struct stage stage;
	(void)state;
	assert_string_equal(publish(two_files), "");
	const char *before = all_names("project");
	assert_true(stage_open(&stage, at("project"), at("project/public")));
	assert_true(stage_add(&stage, "index.html", TEXT("new")));
	assert_holds("project/public/index.html", "home");
	stage_release(&stage);
	assert_string_equal(all_names("project"), before);
	assert_holds("project/public/index.html", "home");
}

static void test_leftovers_of_killed_builds_go(void **state)
{
	(void)state;
	assert_string_equal(publish(two_files), "");
	put("project/.public.policyc-staging/policies/x/index.html", "half");
	put("project/.public.lock", "policyc build, process 1\n");
	assert_string_equal(publish(two_files), "");
	assert_string_equal(all_names("project"),
			    "policies/ public/ public/a/ public/a/b/ public/a/b/c.txt public/index.html "
			    "public/manifest.json site/");
}

static void test_a_second_build_is_stopped(void **state)
{
	struct stage stage;
	char holder[80];
	(void)state;
	assert_true(stage_open(&stage, at("project"), at("project/public")));
	snprintf(holder, sizeof holder, "policyc build, process %ld holds ", (long)getpid());
	assert_says(publish(two_files), holder);
	assert_true(is_there("project/.public.policyc-staging"));
	assert_true(stage_add(&stage, "index.html", TEXT("first")));
	bool was_exchanged = false;
	assert_true(stage_publish(&stage, &was_exchanged));
	stage_release(&stage);
	assert_holds("project/public/index.html", "first");
	assert_string_equal(publish(two_files), "");
}

static void test_somebody_elses_lock_stops_it_too(void **state)
{
	(void)state;
	int fd = open(at("project/.public.lock"), O_RDWR | O_CREAT, 0644);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_says(publish(two_files), "another program holds ");
	close(fd);
	assert_string_equal(publish(two_files), "");
	assert_false(is_there("project/.public.lock"));
}

/* Lets files grow to no more than so many bytes: what a full disk does, for whoever is root too. */
static void limit_files(rlim_t bytes)
{
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void test_a_file_that_cannot_be_written_leaves_the_old_site(void **state)
{
	const struct file large[] = {{"index.html", "new"}, {"a/b/c.txt", "far more than ten bytes"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	const char *before = all_names("project");
	signal(SIGXFSZ, SIG_IGN);
	limit_files(10);
	const char *said = publish(large);
	limit_files(RLIM_INFINITY);
	signal(SIGXFSZ, SIG_DFL);
	assert_says(said, "public/a/b/c.txt could not be written: File too large");
	assert_string_equal(all_names("project"), before);
	assert_holds("project/public/index.html", "home");
}

static struct stage *shared_stage;

static void add_numbered(void *context, size_t item)
{
	char path[80], bytes[20];
	(void)context;
	snprintf(path, sizeof path, "folder-%zu/deep/%zu.txt", item % 7, item);
	snprintf(bytes, sizeof bytes, "%zu", item);
	assert_true(stage_add(shared_stage, path, text_of(bytes)));
}

static void test_files_are_added_by_several_threads(void **state)
{
	struct stage stage;
	bool was_exchanged = false;
	(void)state;
	for (int round = 0; round < 2; round++) {
		assert_true(stage_open(&stage, at("project"), at("project/public")));
		shared_stage = &stage;
		pool_run(4, 300, add_numbered, NULL);
		assert_true(stage_publish(&stage, &was_exchanged));
		stage_release(&stage);
	}
	struct manifest manifest = {0};
	assert_int_equal(manifest_read(&manifest, at("project/public"), MANIFEST_NAME), 0);
	assert_int_equal(manifest.files.count, 300);
	for (size_t i = 1; i < manifest.files.count; i++)
		assert_true(text_compare(manifest.files.items[i - 1]->path, manifest.files.items[i]->path) < 0);
	manifest_release(&manifest);
	assert_holds("project/public/folder-6/deep/13.txt", "13");
}

/* From now on this process has a system that can't exchange two folders. */
static void forbid_exchange(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[4])),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, RENAME_EXCHANGE, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {.len = ARRAY_COUNT(filter), .filter = filter};
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		_exit(99);
}

/* In a process of its own, which ends with 0 when all was as it should be. */
static const struct file *files_to_replace;
static const char *expected_words;

static void replace_and_end(void)
{
	bool was_exchanged = true;
	forbid_exchange();
	const char *said = publish_to(at("project/public"), files_to_replace, &was_exchanged);
	if (expected_words)
		_exit(strstr(said, expected_words) ? 0 : 1);
	fputs(said, stderr);
	_exit(*said || was_exchanged ? 1 : 0);
}

static void replace_files(const struct file *files, const char *says)
{
	char said[1000];
	files_to_replace = files;
	expected_words = says;
	int status = unit_ending(replace_and_end, said, sizeof said);
	if (status != 0)
		fail_msg("ended with %d: %s", status, said);
}

static void test_files_are_replaced_one_by_one_where_nothing_else_works(void **state)
{
	const struct file next[] = {{"index.html", "new"},    {"a/b/c.txt", "one"},  {"new/folder/x", "x"},
				    {"was-folder", "a file"}, {"was-file/now", "y"}, {NULL, NULL}};
	const struct file first[] = {{"index.html", "home"}, {"a/b/c.txt", "one"}, {"gone/far/x", "x"},
				     {"was-folder/x", "x"},  {"was-file", "x"},    {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(first), "");
	add_foreign();
	ino_t kept = inode_of("project/public/a/b/c.txt");
	replace_files(next, NULL);
	assert_foreign();
	assert_int_equal(inode_of("project/public/a/b/c.txt"), kept);
	assert_string_equal(all_names("project"),
			    "policies/ public/ public/.well-known/ public/.well-known/token public/a/ public/a/b/ "
			    "public/a/b/c.txt public/a/b/extra.txt public/empty/ public/index.html public/link "
			    "public/manifest.json public/new/ public/new/folder/ public/new/folder/x public/notes.txt "
			    "public/was-file/ public/was-file/now public/was-folder site/");
	assert_holds("project/public/index.html", "new");
	replace_files(first, NULL);
	assert_holds("project/public/was-folder/x", "x");
	assert_false(is_there("project/public/new"));
	assert_string_equal(publish(next), "");
	assert_foreign();
}

static void test_replacing_never_overwrites_what_is_not_ours(void **state)
{
	const struct file next[] = {{"index.html", "new"}, {"notes.txt", "ours"}, {NULL, NULL}};
	(void)state;
	assert_string_equal(publish(two_files), "");
	put("project/public/notes.txt", "mine");
	replace_files(next, "notes.txt was not put there by policyc");
	assert_holds("project/public/notes.txt", "mine");
	assert_holds("project/public/index.html", "home");
}

/* As if a replacement had been killed after its first file. */
static void test_a_replacement_that_was_killed_is_taken_up_again(void **state)
{
	const struct file next[] = {{"index.html", "new"}, {"fresh.txt", "newer"}, {NULL, NULL}};
	(void)state;
	for (int exchanges = 0; exchanges < 2; exchanges++) {
		assert_string_equal(publish(two_files), "");
		put("project/public/.policyc-replacing/manifest.json",
		    "{\"generator\": \"policyc 0.1.0\", \"files\": [{\"path\": \"fresh.txt\", \"sha256\": "
		    "\"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\"}]}");
		put("project/public/.policyc-replacing/new/0", "half");
		put("project/public/fresh.txt", "new");
		if (exchanges)
			assert_string_equal(publish(next), "");
		else
			replace_files(next, NULL);
		assert_string_equal(all_names("project/public"), "fresh.txt index.html manifest.json");
		assert_holds("project/public/fresh.txt", "newer");
	}
}

static void test_a_first_replacement_that_was_killed_is_ours(void **state)
{
	(void)state;
	put("project/public/.policyc-replacing/manifest.json",
	    "{\"generator\": \"policyc 0.1.0\", \"files\": [{\"path\": \"index.html\", \"sha256\": "
	    "\"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed\"}]}");
	put("project/public/index.html", "half");
	replace_files(two_files, NULL);
	assert_string_equal(all_names("project/public"), "a/ a/b/ a/b/c.txt index.html manifest.json");
}

/* A build that is killed while it adds files, and while it is about to publish. */
static void open_and_die(void)
{
	struct stage stage;
	if (stage_open(&stage, at("project"), at("project/public")) && stage_add(&stage, "index.html", TEXT("new")))
		raise(SIGKILL);
}

static void test_a_killed_build_leaves_the_old_site_and_no_lock(void **state)
{
	(void)state;
	assert_string_equal(publish(two_files), "");
	assert_int_equal(unit_ending(open_and_die, NULL, 0), -1);
	assert_holds("project/public/index.html", "home");
	assert_true(is_there("project/.public.policyc-staging"));
	assert_string_equal(publish(two_files), "");
	assert_false(is_there("project/.public.policyc-staging"));
	assert_false(is_there("project/.public.lock"));
}

static void test_plain_paths(void **state)
{
	static const char *const plain[] = {"a", "a/b.c", "...", ".hidden/x"};
	static const char *const others[] = {"", "/a", "a/", "a//b", ".", "a/./b", "..", "a/../b", "a/.."};
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(plain); i++)
		assert_true(manifest_path_is_plain(text_of(plain[i])));
	for (size_t i = 0; i < ARRAY_COUNT(others); i++)
		assert_false(manifest_path_is_plain(text_of(others[i])));
	assert_false(manifest_path_is_plain((struct text){"a\0b", 3}));
}

/* As many pieces as `context` points to. */
static bool append_piece(void *context, size_t piece, struct buffer *out)
{
	if (piece == *(const size_t *)context)
		return false;
	buffer_append_format(out, "piece %zu\n", piece);
	return true;
}

static void publish_pieces(size_t count, const struct file *before, bool is_fine)
{
	struct stage stage;
	assert_true(stage_open(&stage, at("project"), at("project/public")));
	for (; before && before->path; before++)
		assert_true(stage_add(&stage, before->path, text_of(before->bytes)));
	assert_int_equal(stage_add_pieces(&stage, "data/pieces", append_piece, &count), is_fine);
	if (is_fine) {
		bool was_exchanged;
		assert_true(stage_publish(&stage, &was_exchanged));
	}
	stage_release(&stage);
}

static void test_pieces(void **state)
{
	(void)state;
	struct buffer bytes = BUFFER_EMPTY;
	publish_pieces(2, NULL, true);
	assert_int_equal(file_read(at("project/public/data/pieces"), 100, &bytes), 0);
	assert_text_is(buffer_text(&bytes), "piece 0\npiece 1\n");
	ino_t first = inode_of("project/public/data/pieces");
	publish_pieces(2, NULL, true);
	assert_int_equal(inode_of("project/public/data/pieces"), first);
	publish_pieces(3, NULL, true);
	assert_int_not_equal(inode_of("project/public/data/pieces"), first);
	/* Changed by hand, and a pipe in its place: written anew. */
	assert_int_equal(unlink(at("project/public/data/pieces")), 0);
	assert_int_equal(mkfifo(at("project/public/data/pieces"), 0600), 0);
	publish_pieces(0, NULL, true);
	buffer_clear(&bytes);
	assert_int_equal(file_read(at("project/public/data/pieces"), 100, &bytes), 0);
	assert_int_equal(bytes.length, 0);
	static const struct file same[] = {{"data/pieces", "words"}, {NULL, NULL}};
	publish_pieces(1, same, false);
	buffer_release(&bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_here, remove_here)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_pieces),
		TEST(test_first_publication),
		TEST(test_parent_folders_are_made_and_an_empty_target_is_taken),
		TEST(test_unchanged_files_are_linked),
		TEST(test_files_that_are_published_no_more_go_with_their_folders),
		TEST(test_tampered_files_are_written_again),
		TEST(test_what_is_not_ours_is_kept),
		TEST(test_what_is_not_ours_is_never_overwritten),
		TEST(test_folders_that_are_not_ours_are_refused),
		TEST(test_places_that_are_refused),
		TEST(test_a_name_like_a_source_folder_is_fine),
		TEST(test_a_path_twice_is_a_fault),
		TEST(test_nothing_changes_until_it_is_published),
		TEST(test_leftovers_of_killed_builds_go),
		TEST(test_a_second_build_is_stopped),
		TEST(test_somebody_elses_lock_stops_it_too),
		TEST(test_a_file_that_cannot_be_written_leaves_the_old_site),
		TEST(test_files_are_added_by_several_threads),
		TEST(test_files_are_replaced_one_by_one_where_nothing_else_works),
		TEST(test_replacing_never_overwrites_what_is_not_ours),
		TEST(test_a_replacement_that_was_killed_is_taken_up_again),
		TEST(test_a_first_replacement_that_was_killed_is_ours),
		TEST(test_a_killed_build_leaves_the_old_site_and_no_lock),
		TEST(test_plain_paths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
