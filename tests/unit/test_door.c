/* Reading from a folder that a stranger filled: every kind of link, and everything that is no file. Twice: as the
 * system follows paths, and as policyc does where the system can't. */
#include "unit.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

#include "base/file.h"

static char here[4096];
static struct arena arena;

static const char *at(const char *name)
{
	return path_join(&arena, here, name);
}

static void put(const char *name, const char *bytes)
{
	assert_int_equal(file_create(at(name), text_of(bytes)), 0);
}

static void make_socket(const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%s", at(name));
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
	close(fd);
}

static int make_here(void **state)
{
	(void)state;
	snprintf(here, sizeof here, "/tmp/policyc-test-XXXXXX");
	if (!mkdtemp(here) || folder_create_all(at("root/deep/folder")) || folder_create_all(at("root-beside")))
		return -1;
	put("root/file", "inside");
	put("root/deep/file", "deep");
	put("outside", "secret");
	put("root-beside/file", "secret");
	make_socket("root/socket");
	return mkfifo(at("root/pipe"), 0644);
}

static int remove_here(void **state)
{
	(void)state;
	int error = folder_remove_all(here);
	arena_release(&arena);
	return error;
}

static const struct row {
	const char *target; /* "" : there is no link; "@x": the whole path of x */
	const char *path;
	int error;
	const char *bytes;
} rows[] = {
	{"", "file", 0, "inside"},
	{"", "deep/file", 0, "deep"},
	{"", "./deep//../file", 0, "inside"},
	{"", "nothing", ENOENT, NULL},
	{"", "file/x", ENOTDIR, NULL},
	{"", "deep", EISDIR, NULL},
	{"", ".", EISDIR, NULL},
	{"", "", EISDIR, NULL},
	{"", "..", EXDEV, NULL},
	{"", "../outside", EXDEV, NULL},
	{"", "deep/../../outside", EXDEV, NULL},
	{"", "../root/file", EXDEV, NULL},
	{"", "/etc/hostname", EXDEV, NULL},
	{"", "pipe", ENXIO, NULL},
	{"", "socket", ENXIO, NULL},
	{"file", "to-file", 0, "inside"},
	{"../file", "deep/up", 0, "inside"},
	{"to-file", "chain", 0, "inside"},
	{"@root/file", "whole-path-in", 0, "inside"},
	{"deep", "to-folder", EISDIR, NULL},
	{"", "to-folder/file", 0, "deep"},
	{"@root/deep", "whole-path-folder", EISDIR, NULL},
	{"", "whole-path-folder/file", 0, "deep"},
	{"../outside", "to-outside", EXDEV, NULL},
	{"to-outside", "chain-out", EXDEV, NULL},
	{"@outside", "whole-path-out", EXDEV, NULL},
	{"../root-beside", "beside", EXDEV, NULL},
	{"", "beside/file", EXDEV, NULL},
	{"..", "parent", EXDEV, NULL},
	{"", "parent/outside", EXDEV, NULL},
	{"", "parent/root/file", 0, "inside"},
	{"/proc/self/fd/0", "magic", EXDEV, NULL},
	{"/proc/self/environ", "process", EXDEV, NULL},
	{"/dev/zero", "device", EXDEV, NULL},
	{"pipe", "to-pipe", ENXIO, NULL},
	{"nothing", "dangling", ENOENT, NULL},
	{"@nothing", "dangling-out", ENOENT, NULL},
	{"loop", "loop", ELOOP, NULL},
};

/* A link that leads out and back in is refused or followed: what is read is inside. */
static void try_all(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer bytes = BUFFER_EMPTY;
		int error = file_read_inside(at("root"), rows[i].path, 1000, &bytes);
		if (error != rows[i].error)
			fail_msg("%s: %s in place of %s", rows[i].path, strerror(error), strerror(rows[i].error));
		if (!error)
			assert_text_is(buffer_text(&bytes), rows[i].bytes);
		assert_int_equal(file_look_inside(at("root"), rows[i].path), error);
		assert_true(error || bytes.length);
		buffer_release(&bytes);
	}
}

static void test_every_link(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *target = rows[i].target;
		if (!*target)
			continue;
		target = *target == '@' ? at(target + 1) : target;
		assert_int_equal(symlink(target, path_join(&arena, at("root"), rows[i].path)), 0);
	}
	try_all();
}

static void test_limits(void **state)
{
	struct buffer bytes = BUFFER_EMPTY;
	(void)state;
	assert_int_equal(file_read_inside(at("root"), "file", 5, &bytes), EFBIG);
	assert_int_equal(bytes.length, 0);
	assert_int_equal(file_read_inside(at("root"), "file", 6, &bytes), 0);
	assert_text_is(buffer_text(&bytes), "inside");
	buffer_release(&bytes);
	assert_int_equal(file_look_inside(at("nowhere"), "file"), ENOENT);
	assert_int_equal(file_look_inside(at("root/file"), "file"), ENOTDIR);
}

static void test_words(void **state)
{
	(void)state;
	assert_string_equal(file_error_words(EXDEV), "it leads out of its folder");
	assert_string_equal(file_error_words(ENXIO), "it is a pipe, a socket or a device, and no file");
	assert_string_equal(file_error_words(ENOENT), strerror(ENOENT));
}

/* Last: what is forbidden stays so until the process ends. */
static void test_every_link_where_the_system_cannot_tell(void **state)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
	(void)state;
	assert_int_equal(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	assert_int_equal(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
	try_all();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_link),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_every_link_where_the_system_cannot_tell),
	};

	return cmocka_run_group_tests(tests, make_here, remove_here);
}
