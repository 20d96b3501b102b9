# After a partial reading nothing is written; a fault of the disk is status 3 wherever it shows; nothing that is read is
# written over; and what goes wrong once a site is published is told.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
	as_of=(--as-of "$TEST_DATE")
	# Leaks can't be looked for below strace.
	export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
}

# faulty PATH STATUS WORD…: the command, with a disk that can't read the file.
faulty() {
	local path=$1 expected=$2 status=0
	shift 2
	strace -f -qq -o "$BATS_TEST_TMPDIR/calls" -P "$path" -P "$project/$path" -e inject=openat,openat2:error=EIO \
		"$POLICYC" "$@" >"$BATS_TEST_TMPDIR/output" 2>"$BATS_TEST_TMPDIR/complaint" || status=$?
	output=$(<"$BATS_TEST_TMPDIR/output")
	complaint=$(<"$BATS_TEST_TMPDIR/complaint")
	grep -q INJECTED "$BATS_TEST_TMPDIR/calls" || {
		echo "$*: nothing failed"
		return 1
	}
	[ "$status" = "$expected" ] || {
		echo "$*: exit status $status in place of $expected"
		cat "$BATS_TEST_TMPDIR/complaint"
		return 1
	}
}

@test 'a fault of the disk is status 3 in every command' {
	build
	git init -q && git add -A && git commit -qm one
	local path=policies/versions/FEL_101@2.md
	faulty "$path" 3 check "${as_of[@]}"
	faulty "$path" 3 build -q --no-sync "${as_of[@]}"
	faulty "$path" 3 diff HEAD . "${as_of[@]}"
	faulty "$path" 3 diff "$path" policies/FEL_101.md "${as_of[@]}"
	faulty "$path" 3 changes --since 2020-01 "${as_of[@]}"
	faulty "$path" 3 impact core-criteria@2019 "${as_of[@]}"
	faulty "$path" 3 due "${as_of[@]}"
	faulty "$path" 3 code A52 "${as_of[@]}"
	faulty "$path" 3 revise FEL_103 "${as_of[@]}"
	faulty "$path" 3 show policies/FEL_101.md "${as_of[@]}"
	faulty site/site.yaml 3 check "${as_of[@]}"
	faulty templates/profiles/fellside.yaml 3 check "${as_of[@]}"
	faulty templates/profiles/fellside.yaml 3 show policies/FEL_101.md
	same "$(git status --porcelain policies site)" ''
}

@test 'nothing is mended and no baseline written when a file could not be read' {
	sed -i 's/^author:/allow:\n  - check: unknown-policy\n    reason: It is elsewhere.\nauthor:/' policies/FEL_103.md
	echo old >known.json
	cp -R . "$BATS_TEST_TMPDIR/before"
	faulty policies/FEL_102.md 3 check --fix "${as_of[@]}"
	holds "$complaint" 'nothing was mended'
	faulty policies/FEL_102.md 3 check --write-baseline known.json "${as_of[@]}"
	holds "$complaint" 'known.json was not written'
	diff -r . "$BATS_TEST_TMPDIR/before"
	# Nor when its author left it so.
	printf 'No front matter.\n' >policies/FEL_102.md
	cp policies/FEL_102.md "$BATS_TEST_TMPDIR/before/policies"
	expect 1 check --fix "${as_of[@]}"
	holds "$complaint" '1 more mend was left'
	expect 1 check --write-baseline known.json "${as_of[@]}"
	holds "$complaint" 'known.json was not written: policies/FEL_102.md could not be read whole'
	diff -r . "$BATS_TEST_TMPDIR/before"
}

@test 'nothing that is read is written over' {
	build -o "$BATS_TEST_TMPDIR/live"
	ln -s ../policies/FEL_101.md "$project/link"
	ln -sf policies/FEL_101.md link
	cp -R . "$BATS_TEST_TMPDIR/before"
	local name
	for name in policies/FEL_101.md policies/versions/FEL_101@1.md site/site.yaml templates/profiles/fellside.yaml link; do
		expect 2 check --write-baseline "$name" "${as_of[@]}"
		holds "$complaint" "--write-baseline $name would be written over"
		expect 2 diff policies/versions/FEL_101@2.md policies/FEL_101.md -o "$name"
		holds "$complaint" "-o $name would be written over"
	done
	name=$BATS_TEST_TMPDIR/live/policies/fel-101/policy.json
	expect 2 diff "$name" policies/FEL_101.md -o "$name"
	expect 2 diff "$BATS_TEST_TMPDIR/live" . -o "$name"
	diff -r . "$BATS_TEST_TMPDIR/before"
	expect 0 check --write-baseline site/known.json "${as_of[@]}"
	expect 0 check --write-baseline site/known.json "${as_of[@]}"
	expect 1 diff policies/versions/FEL_101@2.md policies/FEL_101.md -o changes.txt
	expect 1 diff policies/versions/FEL_101@2.md policies/FEL_101.md -o changes.txt
}

@test 'an old site that could not be removed is told of' {
	local status=0
	build
	strace -f -qq -o "$BATS_TEST_TMPDIR/calls" -e inject=unlinkat:error=EIO:when=3+ \
		"$POLICYC" build -q --no-sync "${as_of[@]}" 2>"$BATS_TEST_TMPDIR/complaint" || status=$?
	same "$status" 3
	holds "$(<"$BATS_TEST_TMPDIR/complaint")" 'the site is published, but the old one could not be removed from ' \
		'Input/output error'
	whole public
	build
	alone public
}
