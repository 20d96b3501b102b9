/* Reading, writing and removing for real, in a folder of its own: limits, whole replacement, links, failures. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"

#define NOBODY 65534

static char here[4096];
static struct arena arena;

static const char *at(const char *name)
{
	return path_join(&arena, here, name);
}

static int make_here(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	snprintf(here, sizeof here, "%s/policyc-test-XXXXXX", base && base[0] ? base : "/tmp");
	return mkdtemp(here) && chmod(here, 0755) == 0 ? 0 : -1;
}

static int remove_here(void **state)
{
	(void)state;
	arena_release(&arena);
	return folder_remove_all(here);
}

static void put(const char *name, const char *bytes)
{
	assert_int_equal(file_create(at(name), text_of(bytes)), 0);
}

static void assert_holds(const char *name, const char *bytes)
{
	struct buffer buffer = BUFFER_EMPTY;

	assert_int_equal(file_read(at(name), 1000000, &buffer), 0);
	assert_text_is(buffer_text(&buffer), bytes);
	buffer_release(&buffer);
}

/* All names, those with a dot before them too: a temporary file left behind would be one. */
static size_t count_names(void)
{
	char command[5000];
	FILE *pipe = NULL;
	unsigned count = 0;

	snprintf(command, sizeof command, "ls -A '%s' | wc -l", here);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "%u", &count), 1);
	pclose(pipe);
	return count;
}

static mode_t mode_of(const char *name)
{
	struct stat status;

	assert_int_equal(stat(at(name), &status), 0);
	return status.st_mode & 07777;
}

static void test_read(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;

	(void)state;
	assert_int_equal(file_create(at("a"), TEXT("one\0two")), 0);
	put("empty", "");
	buffer_append_string(&buffer, ">");
	assert_int_equal(file_read(at("a"), 7, &buffer), 0);
	assert_int_equal(buffer.length, 8);
	assert_memory_equal(buffer.bytes, ">one\0two", 8);
	assert_int_equal(file_read(at("empty"), 0, &buffer), 0);
	assert_int_equal(buffer.length, 8);
	buffer_release(&buffer);
}

static void test_read_refuses(void **state)
{
	struct buffer buffer = BUFFER_EMPTY;

	(void)state;
	put("a", "1234567");
	buffer_append_string(&buffer, ">");
	assert_int_equal(file_read(at("a"), 6, &buffer), EFBIG);
	assert_int_equal(file_read(here, 100, &buffer), EISDIR);
	assert_int_equal(file_read(at("none"), 100, &buffer), ENOENT);
	assert_int_equal(file_read(at("a/b"), 100, &buffer), ENOTDIR);
	/* Endless, and says that it is empty: only counting what comes finds out. */
	assert_int_equal(file_read("/dev/zero", 200000, &buffer), EFBIG);
	assert_text_is(buffer_text(&buffer), ">");
	buffer_release(&buffer);
}

static void test_read_large(void **state)
{
	struct buffer written = BUFFER_EMPTY, read_back = BUFFER_EMPTY;

	(void)state;
	for (int i = 0; i < 300000; i++)
		buffer_append_format(&written, "%d\n", i);
	assert_int_equal(file_write(at("large"), buffer_text(&written)), 0);
	assert_int_equal(file_read(at("large"), written.length, &read_back), 0);
	assert_true(text_equal(buffer_text(&written), buffer_text(&read_back)));
	buffer_clear(&read_back);
	assert_int_equal(file_read(at("large"), written.length - 1, &read_back), EFBIG);
	assert_int_equal(read_back.length, 0);
	buffer_release(&written);
	buffer_release(&read_back);
}

/* Runs `act` in a process whose standard input says `input`; what it writes to standard output is in `output`. */
static int with_streams(void (*act)(void), const char *input, char *output, size_t room)
{
	int in[2], out[2], status = 0;
	ssize_t got = 0, length = 0;
	pid_t child = 0;

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	assert_true(write(in[1], input, strlen(input)) == (ssize_t)strlen(input));
	close(in[1]);
	fflush(stdout);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		if (dup2(in[0], STDIN_FILENO) >= 0 && dup2(out[1], STDOUT_FILENO) >= 0)
			act();
		_exit(255);
	}
	close(in[0]);
	close(out[1]);
	while ((got = read(out[0], output + length, room - 1 - (size_t)length)) > 0)
		length += got;
	output[length] = '\0';
	close(out[0]);
	assert_true(waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void copy_input_to_output(void)
{
	struct buffer buffer = BUFFER_EMPTY;
	int error = file_read("-", 100, &buffer);

	printf("before ");
	error = error ? error : file_write("-", buffer_text(&buffer));
	_exit(error);
}

static void write_to_output_by_path(void)
{
	_exit(file_write("/dev/stdout", TEXT("by path")));
}

static void test_standard_streams(void **state)
{
	char output[200], input[102];

	(void)state;
	assert_int_equal(with_streams(copy_input_to_output, "words", output, sizeof output), 0);
	assert_string_equal(output, "before words");
	memset(input, 'x', 101);
	input[101] = '\0';
	assert_int_equal(with_streams(copy_input_to_output, input, output, sizeof output), EFBIG);
	assert_int_equal(with_streams(write_to_output_by_path, "", output, sizeof output), 0);
	assert_string_equal(output, "by path");
}

static void test_write_new_and_over(void **state)
{
	mode_t mask = umask(027);

	(void)state;
	assert_int_equal(file_write(at("a"), TEXT("old")), 0);
	umask(mask);
	assert_holds("a", "old");
	assert_int_equal(mode_of("a"), 0640);
	assert_int_equal(file_write(at("a"), TEXT("a\0b")), 0);
	assert_int_equal(file_write(at("a"), TEXT("new")), 0);
	assert_holds("a", "new");
	assert_int_equal(file_write(at("a"), text_of(NULL)), 0);
	assert_holds("a", "");
	assert_int_equal(count_names(), 1);
}

static void test_write_keeps_permissions(void **state)
{
	(void)state;
	put("a", "old");
	put("b", "old");
	assert_int_equal(chmod(at("a"), 0751), 0);
	assert_int_equal(chmod(at("b"), 0400), 0);
	assert_int_equal(file_write(at("a"), TEXT("new")), 0);
	assert_int_equal(file_write(at("b"), TEXT("new")), 0);
	assert_int_equal(mode_of("a"), 0751);
	assert_int_equal(mode_of("b"), 0400);
	assert_holds("a", "new");
}

static void test_write_through_a_link(void **state)
{
	struct stat status;

	(void)state;
	put("target", "old");
	assert_int_equal(symlink("target", at("link")), 0);
	assert_int_equal(file_write(at("link"), TEXT("new")), 0);
	assert_int_equal(lstat(at("link"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_holds("target", "new");
	assert_int_equal(count_names(), 2);
}

static void assert_is_link(const char *name)
{
	struct stat status;

	assert_int_equal(lstat(at(name), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
}

static void test_write_through_a_link_to_nothing(void **state)
{
	(void)state;
	assert_int_equal(symlink("target", at("link")), 0);
	assert_int_equal(file_write(at("link"), TEXT("new")), 0);
	assert_is_link("link");
	assert_holds("target", "new");
	/* As /dev/stdout is one where standard output is closed. */
	assert_int_equal(symlink("/proc/self/fd/99999", at("closed")), 0);
	assert_int_equal(file_write(at("closed"), TEXT("new")), ENOENT);
	assert_is_link("closed");
}

static void test_write_leaves_hard_links_alone(void **state)
{
	/* A published site shares unchanged files with the one before it. */
	(void)state;
	put("a", "old");
	assert_int_equal(link(at("a"), at("b")), 0);
	assert_int_equal(file_write(at("a"), TEXT("new")), 0);
	assert_holds("b", "old");
}

static void test_write_to_a_device(void **state)
{
	struct stat status;

	(void)state;
	assert_int_equal(file_write("/dev/null", TEXT("x")), 0);
	assert_int_equal(stat("/dev/null", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
	assert_int_equal(file_write("/dev/full", TEXT("x")), ENOSPC);
}

static void write_over_the_limit(void)
{
	struct rlimit limit = {1000, 1000};
	struct buffer large = BUFFER_EMPTY;

	for (int i = 0; i < 5000; i++)
		buffer_append_byte(&large, 'x');
	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(254);
	_exit(file_write(at("a"), buffer_text(&large)));
}

static void create_over_the_limit(void)
{
	struct rlimit limit = {1000, 1000};
	struct buffer large = BUFFER_EMPTY;

	for (int i = 0; i < 5000; i++)
		buffer_append_byte(&large, 'x');
	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
		_exit(254);
	_exit(file_create(at("b"), buffer_text(&large)));
}

static void write_where_not_allowed(void)
{
	if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		_exit(254);
	_exit(file_write(at("a"), TEXT("new")));
}

static void test_failing_keeps_the_old(void **state)
{
	(void)state;
	put("a", "old");
	assert_int_equal(unit_ending(write_over_the_limit, NULL, 0), EFBIG);
	assert_holds("a", "old");
	assert_int_equal(unit_ending(create_over_the_limit, NULL, 0), EFBIG);
	assert_int_equal(count_names(), 1);
	assert_int_equal(chmod(here, 0555), 0);
	assert_int_equal(unit_ending(write_where_not_allowed, NULL, 0), EACCES);
	assert_int_equal(chmod(here, 0755), 0);
	assert_holds("a", "old");
	assert_int_equal(count_names(), 1);
	assert_int_equal(file_write(here, TEXT("x")), EISDIR);
	assert_int_equal(file_write(at("none/a"), TEXT("x")), ENOENT);
	assert_int_equal(file_write(at("a/b"), TEXT("x")), ENOTDIR);
	assert_int_equal(count_names(), 1);
}

static void test_write_longest_name(void **state)
{
	char name[256];

	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	assert_int_equal(file_write(at(name), TEXT("x")), 0);
	assert_holds(name, "x");
	memcpy(name, "-", 2);
	assert_int_equal(file_write(at(name), TEXT("x")), 0);
	assert_holds("-", "x");
}

#define ROUNDS 100
#define LONG   50000

static atomic_bool writing;

static void *write_by_turns(void *argument)
{
	static char one[LONG], other[LONG / 2];

	memset(one, '1', sizeof one);
	memset(other, '2', sizeof other);
	for (int i = 0; i < ROUNDS; i++)
		if (file_write(argument, i % 2 ? (struct text){other, sizeof other} : (struct text){one, sizeof one}))
			break;
	atomic_store(&writing, false);
	return NULL;
}

static void test_readers_see_old_or_new(void **state)
{
	const char *path = at("a");
	struct buffer buffer = BUFFER_EMPTY;
	pthread_t writer;
	size_t reads = 0;

	(void)state;
	assert_int_equal(file_write(path, TEXT("0")), 0);
	atomic_store(&writing, true);
	assert_int_equal(pthread_create(&writer, NULL, write_by_turns, (void *)(uintptr_t)path), 0);
	while (atomic_load(&writing)) {
		buffer_clear(&buffer);
		assert_int_equal(file_read(path, LONG, &buffer), 0);
		assert_int_equal(buffer.length, buffer.bytes[0] == '1' ? LONG : buffer.bytes[0] == '2' ? LONG / 2 : 1);
		assert_int_equal(buffer.bytes[buffer.length - 1], buffer.bytes[0]);
		reads++;
	}
	pthread_join(writer, NULL);
	assert_true(reads > 0);
	buffer_release(&buffer);
}

static void test_create(void **state)
{
	(void)state;
	put("a", "old");
	assert_int_equal(file_create(at("a"), TEXT("new")), EEXIST);
	assert_holds("a", "old");
	assert_int_equal(symlink("nowhere", at("link")), 0);
	assert_int_equal(file_create(at("link"), TEXT("new")), EEXIST);
	assert_false(path_is_file(at("nowhere")));
	assert_int_equal(file_create(at("none/a"), TEXT("x")), ENOENT);
}

static void test_folders_are_made(void **state)
{
	(void)state;
	assert_int_equal(folder_create_all(at("a/b//c/")), 0);
	assert_true(path_is_folder(at("a/b/c")));
	assert_int_equal(folder_create_all(at("a/b/c")), 0);
	assert_int_equal(folder_create_all(at("a/./b/../d")), 0);
	assert_true(path_is_folder(at("a/d")));
	assert_int_equal(folder_create_all("/"), 0);
	assert_int_equal(folder_create_all("."), 0);
	assert_int_equal(folder_create_all(""), ENOENT);
	assert_int_equal(symlink("a", at("link")), 0);
	assert_int_equal(folder_create_all(at("link/e")), 0);
	assert_true(path_is_folder(at("a/e")));
}

static void test_folders_not_made_leave_nothing(void **state)
{
	char name[300];
	const char *path = NULL;

	(void)state;
	put("file", "");
	assert_int_equal(folder_create_all(at("file")), ENOTDIR);
	assert_int_equal(folder_create_all(at("file/a")), ENOTDIR);
	memset(name, 'n', 299);
	name[299] = '\0';
	path = path_join(&arena, at("new/newer"), name);
	assert_int_equal(folder_create_all(path), ENAMETOOLONG);
	assert_false(path_is_folder(at("new")));
	assert_int_equal(folder_create_all(at("kept")), 0);
	path = path_join(&arena, at("kept/new/newer"), name);
	assert_int_equal(folder_create_all(path), ENAMETOOLONG);
	assert_true(path_is_folder(at("kept")));
	assert_false(path_is_folder(at("kept/new")));
	assert_int_equal(chdir(here), 0);
	assert_int_equal(folder_create_all(path_join(&arena, "new/newer", name)), ENAMETOOLONG);
	assert_int_equal(chdir("/"), 0);
	assert_false(path_is_folder(at("new")));
}

static void test_folders_are_removed(void **state)
{
	char deep[1200];
	size_t length = 0;

	(void)state;
	put("outside", "kept");
	assert_int_equal(folder_create_all(at("tree/a/b")), 0);
	assert_int_equal(folder_create_all(at("tree/c")), 0);
	assert_int_equal(folder_create_all(at("elsewhere")), 0);
	put("tree/.hidden", "");
	put("elsewhere/file", "kept");
	for (int i = 0; i < 500; i++)
		put(arena_format(&arena, "tree/a/b/%d", i).bytes, "");
	for (; length < 600; length += 2)
		memcpy(deep + length, "d/", 3);
	assert_int_equal(folder_create_all(at(path_join(&arena, "tree", deep))), 0);
	assert_int_equal(symlink("../elsewhere", at("tree/link")), 0);
	assert_int_equal(symlink("../outside", at("tree/a/link")), 0);
	assert_int_equal(symlink("nothing", at("tree/a/dangling")), 0);
	assert_int_equal(mkfifo(at("tree/pipe"), 0600), 0);

	assert_int_equal(folder_remove_all(at("tree/")), 0);
	assert_false(path_is_folder(at("tree")));
	assert_holds("elsewhere/file", "kept");
	assert_holds("outside", "kept");
}

static void test_remove_refuses(void **state)
{
	(void)state;
	assert_int_equal(folder_create_all(at("a")), 0);
	put("a/file", "kept");
	assert_int_equal(symlink("a", at("link")), 0);
	assert_int_equal(folder_remove_all(at("link")), ENOTDIR);
	assert_int_equal(folder_remove_all(at("link/")), ENOTDIR);
	assert_int_equal(folder_remove_all(at("a/file")), ENOTDIR);
	assert_int_equal(folder_remove_all(at("none")), ENOENT);
	assert_holds("a/file", "kept");
}

static void test_list(void **state)
{
	const char **names = NULL;
	size_t count = 0;

	(void)state;
	put("b.md", "");
	put("B.md", "");
	put("a.md", "");
	put("a-1.md", "");
	put("\xC3\xA9.md", "");
	put(".hidden", "");
	assert_int_equal(folder_create_all(at("folder")), 0);
	assert_int_equal(folder_list(&arena, here, &names, &count), 0);
	assert_int_equal(count, 6);
	assert_string_equal(names[0], "B.md");
	assert_string_equal(names[1], "a-1.md");
	assert_string_equal(names[2], "a.md");
	assert_string_equal(names[3], "b.md");
	assert_string_equal(names[4], "folder");
	assert_string_equal(names[5], "\xC3\xA9.md");
	assert_int_equal(folder_list(&arena, at("folder"), &names, &count), 0);
	assert_int_equal(count, 0);
	assert_null(names);
	assert_int_equal(folder_list(&arena, at("none"), &names, &count), ENOENT);
	assert_int_equal(folder_list(&arena, at("a.md"), &names, &count), ENOTDIR);
	assert_int_equal(count, 0);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_here, remove_here)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(test_read),
		IN_A_FOLDER(test_read_refuses),
		IN_A_FOLDER(test_read_large),
		IN_A_FOLDER(test_standard_streams),
		IN_A_FOLDER(test_write_new_and_over),
		IN_A_FOLDER(test_write_keeps_permissions),
		IN_A_FOLDER(test_write_through_a_link),
		IN_A_FOLDER(test_write_through_a_link_to_nothing),
		IN_A_FOLDER(test_write_leaves_hard_links_alone),
		IN_A_FOLDER(test_write_to_a_device),
		IN_A_FOLDER(test_failing_keeps_the_old),
		IN_A_FOLDER(test_write_longest_name),
		IN_A_FOLDER(test_readers_see_old_or_new),
		IN_A_FOLDER(test_create),
		IN_A_FOLDER(test_folders_are_made),
		IN_A_FOLDER(test_folders_not_made_leave_nothing),
		IN_A_FOLDER(test_folders_are_removed),
		IN_A_FOLDER(test_remove_refuses),
		IN_A_FOLDER(test_list),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
