# --write-baseline and --baseline: what was found before doesn't count, what is new does.

load lib
load site

setup() {
	make_project
	sed -i 's/^title:.*/title:/' policies/EX_001.md
}

baseline() {
	expect "$1" check --format=json --level=info --as-of "$TEST_DATE" "${@:2}"
	jq -r 'select(.accepted == null) | "\(.check) \(.file):\(.line)"' "$BATS_TEST_TMPDIR/output" >"$BATS_TEST_TMPDIR/new"
}

@test 'what is known is accepted with where it stands; what is new counts' {
	baseline 1 --write-baseline known.json
	same "$(<"$BATS_TEST_TMPDIR/new")" 'missing-field policies/EX_001.md:3'
	jq -e '.policyc_baseline == 1 and (.findings | length) == 1 and
		(.findings[0] | .check == "missing-field" and .policy == "EX_001" and (.id | length) == 16)' known.json
	baseline 0 --baseline known.json
	same "$(<"$BATS_TEST_TMPDIR/new")" ''
	holds "$output" '"accepted":"known before: it stands in known.json"'
	expect 0 check --as-of "$TEST_DATE" --baseline known.json
	same "$output" 'no findings in 1 policy (1 accepted)'
	# It is known wherever it stands.
	sed -i '2i# A remark.' policies/EX_001.md
	baseline 0 --baseline known.json
	sed -i 's/^status:.*/status: nonsense/' policies/EX_001.md
	baseline 1 --baseline known.json
	same "$(<"$BATS_TEST_TMPDIR/new")" 'bad-value policies/EX_001.md:7'
	expect 1 check --as-of "$TEST_DATE" --baseline known.json
	holds "$output" '1 error in 1 policy (1 accepted)'
}

@test 'both: the baseline keeps what it knew, gets what is new, and loses what was mended' {
	baseline 1 --write-baseline known.json
	sed -i 's/^status:.*/status: nonsense/' policies/EX_001.md
	baseline 1 --baseline known.json --write-baseline known.json
	same "$(jq -r '.findings | map(.check) | sort | join(" ")' known.json)" 'bad-value missing-field'
	baseline 0 --baseline known.json
	good_policy EX_001 >policies/EX_001.md
	baseline 0 --baseline known.json --write-baseline known.json
	same "$(jq '.findings | length' known.json)" 0
	# The same findings give the same bytes.
	before=$(<known.json)
	baseline 0 --write-baseline known.json
	same "$(<known.json)" "$before"
}

@test 'what allow accepts is in no baseline' {
	good_policy EX_001 'zzz: 1' 'allow: [{check: unknown-key, reason: Of another system.}]' >policies/EX_001.md
	baseline 0 --write-baseline known.json
	same "$(jq '.findings | length' known.json)" 0
}

@test 'what is no baseline: exit status 2 and why' {
	baseline 1 --write-baseline known.json
	for words in '{"policyc_baseline": 1, "findings": [{"check": "syntax"}]}|an entry of this baseline has no id' \
		'{"policyc_baseline": 1, "findings": {}}|this is no baseline' \
		'{"policyc_baseline": "1", "findings": []}|this is no baseline' \
		'{"policyc_baseline": 2, "findings": []}|another version of policyc' \
		'{"policyc_baseline": 1, "policyc_baseline": 1, "findings": []}|it is not JSON' \
		'{|known.json:1:1: this is no baseline, because it is not JSON'; do
		printf '%s' "${words%%|*}" >known.json
		baseline 2 --baseline known.json
		holds "$complaint" 'known.json' "${words#*|}"
	done
}

@test 'a baseline that can not be read or written: exit status 3' {
	baseline 3 --baseline nowhere.json
	holds "$complaint" "the baseline nowhere.json can't be read: No such file or directory"
	baseline 3 --write-baseline nowhere/known.json
	holds "$complaint" "the baseline nowhere/known.json can't be written: No such file or directory"
}
