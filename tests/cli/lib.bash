# Shared by the tests of the command line. Each test has a project folder of its own, $project, and stands in it: the one
# of tests/golden/project, with one policy in which nothing is wrong.

: "${POLICYC:=$BATS_TEST_DIRNAME/../../build/policyc}"
: "${TEST_DATE:=2026-11-21}"
time_limit=20
# So that a report of a sanitizer is never taken for findings.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:exitcode=99 UBSAN_OPTIONS=${UBSAN_OPTIONS:-}:exitcode=99
export LSAN_OPTIONS=${LSAN_OPTIONS:-}:exitcode=99
export LC_ALL=C.UTF-8
unset SOURCE_DATE_EPOCH NO_COLOR

make_project() {
	project=$BATS_TEST_TMPDIR/project
	cp -R "$BATS_TEST_DIRNAME/../golden/project" "$project"
	cp -R "$BATS_TEST_DIRNAME"/../../templates/{pdf*.mustache,partials} "$project/templates/"
	mkdir "$project/policies"
	cd "$project"
	good_policy EX_001 >policies/EX_001.md
}

# The front matter of a policy in which nothing is wrong, and further lines of it; with no closing line.
front_matter() {
	local title='An example'
	[ "$1" = EX_001 ] || title="An example, $1" # no two are called alike
	printf -- '---\nref: %s\ntitle: %s\nprofile: example\ncategory: general\nstatus: draft\nversion: "0.1"\n' "$1" "$title"
	shift
	[ $# = 0 ] || printf '%s\n' "$@"
}

good_policy() {
	front_matter "$@"
	printf -- '---\n\n## Introduction\n\n1. This is about an example.\n'
}

# The program within its time. Its exit status is checked by whoever calls it. Builds don't wait for the disk: there are
# hundreds of them, and none is to last.
no_sync=--no-sync
policyc() {
	[ "$1" != build ] || set -- build $no_sync "${@:2}"
	timeout "$time_limit" "$POLICYC" "$@"
}

# expect STATUS WORD…: runs the program; standard output is in $output, standard error in $complaint.
expect() {
	local expected=$1 status=0
	shift
	policyc "$@" >"$BATS_TEST_TMPDIR/output" 2>"$BATS_TEST_TMPDIR/complaint" || status=$?
	output=$(tr -d '\0' <"$BATS_TEST_TMPDIR/output")
	complaint=$(tr -d '\0' <"$BATS_TEST_TMPDIR/complaint")
	if [ "$status" != "$expected" ]; then
		echo "policyc $*: exit status $status in place of $expected"
		head -c 2000 "$BATS_TEST_TMPDIR/output"
		head -c 4000 "$BATS_TEST_TMPDIR/complaint"
		return 1
	fi
}

# holds TEXT WORDS…: each of the words stands in the text.
holds() {
	local text=$1 words
	shift
	for words; do
		if [[ $text != *"$words"* ]]; then
			printf 'not there: %s\n--- in\n%s\n' "$words" "${text:0:4000}"
			return 1
		fi
	done
}

lacks() {
	local text=$1 words
	shift
	for words; do
		if [[ $text == *"$words"* ]]; then
			printf 'must not be there: %s\n--- in\n%s\n' "$words" "${text:0:4000}"
			return 1
		fi
	done
}

same() {
	if [ "$1" != "$2" ]; then
		diff <(printf '%s\n' "$2") <(printf '%s\n' "$1")
		return 1
	fi
}

# finds STATUS CHECK PLACE…: `check` ends so, its JSON can be parsed, and each place (file:line:column) has a finding of
# that check. Other findings may stand beside it.
finds() {
	local check=$2 place
	expect "$1" check --format=json --level=info --as-of "$TEST_DATE"
	shift 2
	same "$complaint" ''
	jq -e . "$BATS_TEST_TMPDIR/output" >"$BATS_TEST_TMPDIR/findings" || {
		echo 'the findings are no JSON'
		return 1
	}
	jq -r '"\(.check) \(.file):\(.line):\(.column)"' "$BATS_TEST_TMPDIR/output" >"$BATS_TEST_TMPDIR/places"
	for place; do
		grep -qxF "$check $place" "$BATS_TEST_TMPDIR/places" || {
			echo "no $check at $place; there are:"
			head -n 20 "$BATS_TEST_TMPDIR/places"
			return 1
		}
	done
}

# on_terminal COMMAND: runs it in a pseudo-terminal, its exit status kept. Where the system has none to give, as in a
# bare chroot, they are mounted for this command alone, which needs the right to administer the machine.
on_terminal() {
	local in_terminal=(script --quiet --return --command "$1" /dev/null)
	if script --quiet --command true /dev/null >/dev/null 2>&1; then
		"${in_terminal[@]}"
	else
		unshare --mount --propagation unchanged sh -c 'mount --make-private /dev &&
			mount -t devpts -o newinstance,ptmxmode=0666 devpts /dev/pts &&
			mount --bind /dev/pts/ptmx /dev/ptmx && exec "$@"' sh "${in_terminal[@]}"
	fi
}
