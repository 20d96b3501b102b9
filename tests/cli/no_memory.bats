# Running out of memory ends with one message and exit status 3, wherever it happens: in policyc itself, cmark, libyaml,
# jansson, libxml2 and Hunspell.

load lib
load site
load versions

setup() {
	make_versions
	sed -i '/spelling/d' site/site.yaml
	shim=$BATS_TEST_TMPDIR/no_memory.so
	"${CC:-cc}" -shared -fPIC -O2 -o "$shim" "$BATS_TEST_DIRNAME/no_memory.c"
	if nm -D "$POLICYC" 2>/dev/null | grep -q __asan_init; then
		echo 'a sanitizer has a malloc of its own: the plain program is tested' >&2
		POLICYC=$BATS_TEST_DIRNAME/../../build/policyc
	fi
}

# runs_out TIMES WORD…: the command, with no memory from one of so many evenly spread calls on.
runs_out() {
	local times=$1 count status number step
	shift
	NO_MEMORY_COUNT=$BATS_TEST_TMPDIR/count LD_PRELOAD=$shim "$POLICYC" "$@" >/dev/null 2>&1 || :
	count=$(<"$BATS_TEST_TMPDIR/count")
	[ "$count" -gt 100 ]
	for ((step = 0; step < times; step++)); do
		number=$((1 + (count - 1) * step / times))
		status=0
		NO_MEMORY_AT=$number LD_PRELOAD=$shim timeout 60 "$POLICYC" "$@" >"$BATS_TEST_TMPDIR/out" \
			2>"$BATS_TEST_TMPDIR/err" </dev/null || status=$?
		if [ "$status" != 3 ] || [ "$(wc -l <"$BATS_TEST_TMPDIR/err")" != 1 ] ||
			! grep -q '^policyc: .*memory' "$BATS_TEST_TMPDIR/err"; then
			echo "$* at call $number of $count: exit status $status"
			head -c 2000 "$BATS_TEST_TMPDIR/err"
			return 1
		fi
	done
}

@test 'check' {
	runs_out 40 check -j 1 --as-of "$TEST_DATE"
}

@test 'build' {
	build
	echo 'published: {site: previous}' >>site/site.yaml
	runs_out 40 build -j 1 --no-sync --as-of "$TEST_DATE"
	whole public
}

@test 'diff of data, and verify of a page' {
	build
	runs_out 30 diff public/policies/fel-101/versions/2/policy.json policies/FEL_101.md -j 1
	runs_out 30 verify public/policies/fel-101/index.html -j 1 --as-of "$TEST_DATE"
}
