# The command line itself: help, what is unknown, options that every command takes.

load lib

setup() {
	make_project
	commands=(check build diff show revise due code changes impact verify schema explain)
}

@test 'no command: help, and exit status 2' {
	expect 2
	holds "$output" 'Usage: policyc COMMAND'
}

@test '--help and --version' {
	expect 0 --help
	holds "$output" 'Usage: policyc COMMAND' 'policyc check' 'policyc build' 'policyc show' 'policyc schema' \
		'policyc explain' '--as-of=DATE' '-C, --directory=DIR' '-j, --jobs=N'
	same "$complaint" ''
	local help=$output
	expect 0 help
	same "$output" "$help"
	expect 0 --version
	[[ $output =~ ^policyc\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	local version=$output
	expect 0 -q --version
	same "$output" "$version"
	expect 0 -C / --help
	same "$output" "$help"
	# Every command takes it, but the one that has a --version of its own.
	for command in "${commands[@]}"; do
		[ "$command" != revise ] || continue
		expect 0 "$command" --version
		same "$output" "$version"
	done
	expect 2 revise --version
}

@test 'help lists each command that there is, and none that there is not' {
	expect 0 --help
	listed=$(sed -n 's/^  policyc \([a-z]*\) .*/\1/p' <<<"$output" | sort | tr '\n' ' ')
	for command in $listed; do
		expect 0 "$command" --help
		holds "$output" "policyc $command"
	done
	same "$listed" "$(printf '%s\n' "${commands[@]}" | sort | tr '\n' ' ')"
	for command in import fmt init new serve lsp; do
		expect 2 "$command"
	done
}

@test 'help is in columns: what each command does begins at one place' {
	expect 0 --help
	while IFS= read -r row; do
		[[ $row != '  policyc '* ]] || { row=${row%  *} && echo "${#row}"; }
	done <<<"$output" | sort -u >widths
	same "$(wc -l <widths)" 1
}

@test 'what the README shows of a check is what a check says' {
	readme=$(sed -n '/^policies\/.*: warning: /,/^```$/p' "$BATS_TEST_DIRNAME/../../README.md" | grep -v '^```$')
	holds "$readme" 'warning: ' '^~~~' 'note: '
	expect 0 -C "$BATS_TEST_DIRNAME/../.." check --as-of "$TEST_DATE" policies/CMICB_Clin055.md
	holds "$output$complaint" "$readme"
}

@test '--help of every command needs no project, reads nothing and lists its options' {
	cd /
	for command in "${commands[@]}"; do
		expect 0 "$command" --help
		holds "$output" "policyc $command" '--help' '--as-of=DATE'
		same "$complaint" ''
	done
	expect 0 check --help
	holds "$output" '--level=info|warning|error' '--fail-on=info|warning|error|never' '--format=' '--accepted'
	expect 0 show --help
	holds "$output" '--as=ast|json|xml|fo|html|text'
	expect 0 build --help
	holds "$output" '-o, --output=DIR' '--base-url=URL' '--drafts'
	expect 0 explain --help
	holds "$output" '--all'
}

@test 'an unknown command: the nearest' {
	expect 2 chek
	same "$output" ''
	holds "$complaint" 'policyc: there is no command "chek"; did you mean "check"?'
	expect 2 frobnicate
	holds "$complaint" 'there is no command "frobnicate" (see `policyc --help`)'
	expect 2 --level=info
	holds "$complaint" 'no command is given'
}

@test 'an unknown option' {
	for command in "${commands[@]}"; do
		expect 2 "$command" --frobnicate
		holds "$complaint" "\`policyc $command\` has no option --frobnicate"
		expect 2 "$command" -Z
		holds "$complaint" "\`policyc $command\` has no option -Z"
	done
	expect 2 show --level=info policies/EX_001.md
	holds "$complaint" 'has no option --level'
}

@test 'an unknown value, and a value that is missing' {
	expect 2 check --level=warn
	holds "$complaint" '--level takes info|warning|error, not "warn"'
	expect 2 check --fail-on sometimes
	holds "$complaint" '--fail-on takes info|warning|error|never, not "sometimes"'
	expect 2 check --format=xml
	holds "$complaint" '--format takes ' 'not "xml"'
	expect 2 show --as=pdf policies/EX_001.md
	holds "$complaint" '--as takes ast|json|xml|fo|html|text|reading, not "pdf"'
	expect 2 check --color=maybe
	holds "$complaint" '--color takes auto|always|never, not "maybe"'
	expect 2 check --level
	holds "$complaint" '--level needs a value'
	expect 2 check -j
	holds "$complaint" '-j needs a value'
	for threads in 0 -1 many 1025 99999999999; do
		expect 2 check -j "$threads"
		holds "$complaint" '-j takes a number of threads from 1 to 1024' "\"$threads\""
	done
}

@test 'arguments that are too many or too few' {
	expect 2 show
	holds "$complaint" '`policyc show` needs FILE'
	expect 2 show policies/EX_001.md policies/EX_001.md
	holds "$complaint" 'does not know what to do with "policies/EX_001.md"'
	expect 2 explain
	holds "$complaint" '`policyc explain` needs ID'
	expect 2 schema policy policy
	expect 2 build here
}

@test 'options stand anywhere, short or long, with = or without' {
	cd /
	expect 0 check -C "$project" --level=info
	local findings=$output
	expect 0 -C "$project" check --level info
	same "$output" "$findings"
	expect 0 --directory="$project" --level=info check
	same "$output" "$findings"
	expect 0 check --directory "$project" -j1
	expect 0 check -j 2 -q -C "$project"
	cd "$project"
	expect 0 show --as=json -- policies/EX_001.md
}

@test 'the project is found from wherever the program starts' {
	mkdir -p policies/versions
	cd policies/versions
	expect 0 check
	holds "$output" 'in 1 policy'
	cd /
	expect 0 check "$project/policies/EX_001.md"
	expect 0 show "$project/policies/EX_001.md"
	cd "$project/policies"
	expect 0 show EX_001.md
	expect 0 show ../policies/EX_001.md
	ln -s "$project" "$BATS_TEST_TMPDIR/link"
	cd "$BATS_TEST_TMPDIR/link/policies"
	expect 0 show EX_001.md
}

@test 'a path is one from here; with -C one from that folder too, where there is none here' {
	cd /
	expect 0 check -C "$project" policies/EX_001.md
	holds "$output" 'in 1 policy'
	expect 0 show -C "$project" policies/EX_001.md
	holds "$output" 'This is about an example.'
	expect 0 diff -C "$project" policies/EX_001.md policies/EX_001.md
	expect 3 check -C "$project" policies/EX_002.md
	holds "$complaint" 'policies/EX_002.md: there is no such file'
	mkdir -p "$BATS_TEST_TMPDIR/here/policies"
	cd "$BATS_TEST_TMPDIR/here"
	good_policy EX_001 'title: Twice' >policies/EX_001.md
	expect 1 check -C "$project" policies/EX_001.md
	holds "$output" 'title'
}

@test 'outside a project, and in a folder that is not there' {
	cd "$BATS_TEST_TMPDIR"
	expect 2 check
	holds "$complaint" 'no folder at or above it holds site/site.yaml' '-C'
	expect 2 -C "$BATS_TEST_TMPDIR/nowhere" check
	holds "$complaint" "$BATS_TEST_TMPDIR/nowhere: there is no such folder"
	expect 2 build
	expect 3 check nowhere.md
	holds "$complaint" 'nowhere.md: there is no such file or folder'
	expect 3 show nowhere.md
}

@test '--as-of is a whole date, and goes before SOURCE_DATE_EPOCH' {
	good_policy EX_001 'review_date: 2026-06-30' | sed \
		's/^status:.*/status: ratified\ndate_ratified: 2025-01-01\ndate_published: 2025-01-01\nlast_reviewed: 2025-01-01/
		 s/^version:.*/version: "1.0"/' >policies/EX_001.md
	expect 0 check --as-of 2026-06-30
	lacks "$output" review-overdue
	expect 0 check --as-of=2026-07-01
	holds "$output" '[review-overdue]'
	# 30 June and 1 July 2026, at noon.
	SOURCE_DATE_EPOCH=1782820800 expect 0 check
	lacks "$output" review-overdue
	SOURCE_DATE_EPOCH=1782907200 expect 0 check
	holds "$output" '[review-overdue]'
	SOURCE_DATE_EPOCH=1782907200 expect 0 check --as-of=2026-06-30
	lacks "$output" review-overdue
	for date in 2026-07 2026-02-30 today 01/07/2026 ''; do
		expect 2 check "--as-of=$date"
		holds "$complaint" '--as-of takes a whole date such as 2026-11-21' "\"$date\""
	done
	SOURCE_DATE_EPOCH=yesterday expect 2 check
	holds "$complaint" 'SOURCE_DATE_EPOCH must be a number of seconds' '"yesterday"'
	SOURCE_DATE_EPOCH= expect 0 check
}

@test '--as-of and --help do not ask what SOURCE_DATE_EPOCH says' {
	export SOURCE_DATE_EPOCH=yesterday
	expect 2 check
	holds "$complaint" SOURCE_DATE_EPOCH yesterday
	expect 0 check --as-of "$TEST_DATE"
	expect 0 check --help
}

@test 'standard output that cannot be written: exit status 3' {
	[ -c /dev/full ]
	for words in '--help' 'check --level=info' 'show policies/EX_001.md' 'explain --all' schema; do
		status=0
		# shellcheck disable=SC2086
		policyc $words >/dev/full 2>"$BATS_TEST_TMPDIR/complaint" || status=$?
		echo "$words: exit status $status"
		[ "$status" = 3 ]
		# Once.
		[ "$(wc -l <"$BATS_TEST_TMPDIR/complaint")" = 1 ]
		holds "$(<"$BATS_TEST_TMPDIR/complaint")" 'standard output could not be written'
		[ "$words" = --help ] || holds "$(<"$BATS_TEST_TMPDIR/complaint")" ': No space left on device'
	done
}
