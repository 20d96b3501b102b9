/* policyc verify: is this copy what the sources publish? */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "verify/compare.h"
#include "verify/verify.h"

/* Loads the sources as on the day that the copy says it is of, where that is another. */
static int open_then(struct verifying *verifying, struct suite *then, const struct settings *settings, struct date day)
{
	struct settings of_day = *settings;
	if (!date_is_set(day) || date_compare(day, settings->as_of) == 0)
		return STATUS_FINE;
	of_day.as_of = day;
	int status = suite_open_here(then, &of_day);
	if (status == STATUS_FINE)
		verifying->then = then;
	return status;
}

/* The bytes of a copy; a complaint, and the status, for what can't be one. */
static int read_copy(const char *path, struct buffer *bytes)
{
	int error = file_read(path, COPY_BYTES_MOST, bytes);
	if (error == EFBIG) {
		complain("%s is over 16 MiB long, which no copy of a policy is; it was not read", path);
	} else if (error) {
		complain("%s can't be read: %s", path, strerror(error));
	} else if (!text_trim(buffer_text(bytes)).length) {
		complain("%s is no copy of anything: it is empty", path);
		return STATUS_USAGE;
	} else if (copy_kind_of_bytes(buffer_text(bytes)) == COPY_BYTES) {
		complain("%s is no copy of a policy: it is a binary file", path);
		return STATUS_USAGE;
	}
	return error ? STATUS_FILES : STATUS_FINE;
}

static int verify_path(struct verifying *verifying, const struct settings *settings, const char *path)
{
	struct suite then = {0};
	struct buffer bytes = BUFFER_EMPTY;
	bool is_folder = path_is_folder(path);
	int status = is_folder ? STATUS_FINE : read_copy(path, &bytes);
	if (status == STATUS_FINE)
		status = open_then(verifying, &then, settings,
				   is_folder ? verify_day_of_folder(path) : verify_day_of_file(buffer_text(&bytes)));
	if (status == STATUS_FINE && is_folder)
		verify_folder(verifying, path);
	else if (status == STATUS_FINE)
		verify_file(verifying, path, buffer_text(&bytes));
	if (verifying->why.length)
		complain("%s", buffer_string(&verifying->why));
	if (status == STATUS_FINE)
		status = (int)verifying->outcome;
	suite_release(&then);
	buffer_release(&bytes);
	return status;
}

int command_verify(const struct settings *settings)
{
	struct suite suite = {0};
	struct verifying verifying;
	const char *path = settings->arguments[0];
	int status = suite_open_here(&suite, settings);
	if (status == STATUS_FINE && strcmp(path, "-") != 0 && !path_is_file(path) && !path_is_folder(path)) {
		complain("%s: there is no such file or folder", path);
		status = STATUS_FILES;
	}
	if (status == STATUS_FINE) {
		verifying_open(&verifying, &suite);
		verifying.threads = settings->threads;
		status = verify_path(&verifying, settings, path);
		int printed = print_shown(buffer_text(&verifying.out));
		status = printed > status ? printed : status;
		verifying_release(&verifying);
	}
	suite_release(&suite);
	return status;
}
