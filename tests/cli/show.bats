# policyc show, schema and explain.

load lib

setup() {
	make_project
	file=policies/EX_001.md
}

@test 'show in each form' {
	expect 0 show "$file"
	holds "$output" 'An example' '1.1' 'This is about an example.'
	lacks "$output" '<' '{'
	local usual=$output
	expect 0 show "$file" --as text
	same "$output" "$usual"
	expect 0 show "$file" --as ast
	holds "$output" $'policy\n' 'clause id="c-1-1" number="1.1"' '<12:4-12:29>'
	expect 0 show "$file" --as json
	same "$(jq -r '.ref, .sections[0].content[0].text' <<<"$output")" $'EX_001\nThis is about an example.'
	expect 0 show "$file" --as xml
	xmllint --noout - <<<"$output"
	holds "$output" 'This is about an example.'
	expect 0 show "$file" --as fo
	xmllint --noout - <<<"$output"
	holds "$output" 'http://www.w3.org/1999/XSL/Format' 'This is about an example.'
	expect 0 show "$file" --as html
	holds "$output" 'id="s-1"' 'id="c-1-1"' 'This is about an example.'
}

@test 'show says nothing but the policy on standard output' {
	for form in ast json xml fo html text; do
		expect 0 show "$file" --as "$form"
		same "$complaint" ''
		policyc show "$file" --as "$form" >"$BATS_TEST_TMPDIR/again"
		cmp "$BATS_TEST_TMPDIR/output" "$BATS_TEST_TMPDIR/again"
		[ "$(tail -c 1 "$BATS_TEST_TMPDIR/again")" = '' ]
	done
}

@test 'show what comes from standard input' {
	good_policy EX_009 >"$BATS_TEST_TMPDIR/policy"
	expect 0 show - --as json <"$BATS_TEST_TMPDIR/policy"
	same "$(jq -r .ref <<<"$output")" EX_009
}

@test 'show a policy with findings, and one that cannot be read' {
	good_policy EX_001 'route: [nowhere]' >"$file"
	expect 0 show "$file"
	: >"$file"
	expect 1 show "$file"
	same "$output" ''
	holds "$complaint" "$file can't be shown: \`policyc check $file\` says what is wrong"
	head -c 100000 /dev/zero >"$file"
	expect 1 show "$file"
}

@test 'show what is no policy' {
	expect 2 show site/site.yaml
	holds "$complaint" "site/site.yaml is no policy's file"
	expect 2 show policies
	holds "$complaint" "policies is no policy's file"
	expect 3 show policies/EX_404.md
	holds "$complaint" 'policies/EX_404.md: there is no such file or folder'
}

@test 'schema' {
	expect 0 schema
	jq -e '."$schema" == "https://json-schema.org/draft/2020-12/schema"' <<<"$output"
	local schema=$output
	expect 0 schema policy
	same "$output" "$schema"
	expect 0 schema policy.json
	same "$output" "$schema"
	for name in policies codes codes.json; do
		expect 0 schema "$name"
		jq -e '.properties.policies' <<<"$output"
	done
	expect 0 schema policy.rng
	xmllint --noout - <<<"$output"
	printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/policy.rng"
	policyc show "$file" --as xml >"$BATS_TEST_TMPDIR/policy.xml"
	xmllint --noout --relaxng "$BATS_TEST_TMPDIR/policy.rng" "$BATS_TEST_TMPDIR/policy.xml"
	expect 2 schema polcy
	holds "$complaint" 'there is no schema "polcy"'
	cd /
	expect 0 schema
}

@test 'explain a check' {
	cd /
	expect 0 explain duplicate-code
	holds "$output" 'duplicate-code: a code is listed twice in one set' 'Group: Codes. Severity: warning' \
		'Why it matters' 'An example that it finds' 'What to do' 'To accept it' '- check: duplicate-code'
	expect 0 explain yaml
	holds "$output" 'It cannot be accepted'
	expect 2 explain duplicate-cod
	holds "$complaint" 'there is no check "duplicate-cod"; did you mean "duplicate-code"?'
	expect 2 explain Duplicate_Code
	holds "$complaint" 'did you mean "duplicate-code"?'
	expect 2 explain frobnicate
	holds "$complaint" 'there is no check "frobnicate"; `policyc explain --all` shows every one'
}

@test 'explain --all explains each check as explain does' {
	expect 0 explain --all
	local all=$output count=0
	for id in $(sed -n 's/^\([a-z-]*\): .*/\1/p' <<<"$all"); do
		expect 0 explain "$id"
		holds "$all" "$output"
		count=$((count + 1))
	done
	[ "$count" -ge 48 ]
	# Words fit a terminal; an example is shown as it is written.
	[ "$(grep -Ev '^    |^[a-z-]+: ' <<<"$all" | wc -L)" -le 80 ]
}
