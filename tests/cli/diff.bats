# policyc diff: what is compared, in which forms it is shown, and the exit status.

load lib
load site
load versions

setup() {
	make_versions
	old=policies/versions/FEL_101@2.1.md
	new=policies/FEL_101.md
}

# git_project: the project as a git repository whose one commit has version 2.1 of FEL_101 alone.
git_project() {
	mkdir repository
	cp -R policies templates site repository/
	cd repository
	git init -q .
	rm -r policies/versions
	git -c user.name=A -c user.email=a@example.org add .
	cp "../$old" policies/FEL_101.md
	git add .
	git -c user.name=A -c user.email=a@example.org commit -qm first
	cp "../$new" policies/FEL_101.md
}

@test 'two versions differ: exit status 1, the summary first, logic before all else' {
	expect 1 diff "$old" "$new"
	same "$complaint" ''
	holds "$output" 'FEL_101 Surgery for carpal tunnel syndrome: version 2.1 → version 3' \
		'Review date: April 2025 → May 2029' \
		'symptoms have lasted for at least [-six-]{+three+} months' \
		'Release of both wrists on one day is [-not funded-]{+funded'
	[[ $output =~ 'Criteria'.*'Codes'.*'Dates'.*'Governance'.*'Wording' ]]
	lacks "$output" $'\033'
}

@test 'the same twice: exit status 0, in every form' {
	expect 0 diff "$new" "$new"
	holds "$output" 'Nothing has changed.'
	expect 0 diff --format=json "$new" "$new"
	same "$(jq '.changes | length' <<<"$output")" 0
	expect 0 diff --format=html "$new" "$new"
	holds "$output" 'Nothing has changed.'
}

@test 'formatting alone is shown and counts only when asked for, and is always in the JSON' {
	sed 's/^1\. \(.\)/1. *\1*/' "$new" >other.md
	expect 0 diff "$new" other.md
	expect 1 diff --formatting "$new" other.md
	holds "$output" 'set out otherwise'
	expect 0 diff --format=json "$new" other.md
	same "$(jq -r '[.changes[].op] | unique | join(" ")' <<<"$output")" format
}

@test 'JSON: each change with its class, words and edits' {
	expect 1 diff --format=json "$old" "$new"
	same "$(jq -r '.changes[0].logic' <<<"$output")" true
	same "$(jq -r '.changes[] | select(.field == null and .path == ["review_date"]) | "\(.class) \(.op) \(.old) \(.new)"' \
		<<<"$output")" 'dates changed 2025-04 2029-05'
	same "$(jq -r '[.changes[] | select(.subject == "code") | .code.canonical] | sort | join(" ")' <<<"$output")" \
		'A65.8 A65.9'
	same "$(jq -c '[.changes[].words[][0]] | unique' <<<"$output")" '["+","-","="]'
}

@test 'one file of HTML to send on: its styles in it, no script, nothing from elsewhere' {
	expect 1 diff --format=html --standalone -o changes.html "$old" "$new"
	same "$output" ''
	local page
	page=$(<changes.html)
	holds "$page" '<!DOCTYPE html>' '<style>' '[removed: ' '[added: ' 'Side by side'
	lacks "$page" '<script' '<link' 'src=' 'http-equiv'
}

@test 'colours when asked for' {
	expect 1 diff --color=always "$old" "$new"
	holds "$output" $'\033[31m[-six-]\033[0m'
}

@test 'revisions of git, with a path and without' {
	git_project
	expect 1 diff HEAD:policies/FEL_101.md policies/FEL_101.md
	holds "$output" 'version 2.1 → version 3'
	expect 1 diff HEAD .
	holds "$output" 'FEL_101' 'version 2.1 → version 3'
	lacks "$output" 'FEL_102'
	expect 0 diff HEAD HEAD
	same "$output" 'Nothing has changed.'
	expect 2 diff HEAD:policies/none.md policies/FEL_101.md
	holds "$complaint" 'none.md'
}

@test 'folders: a policy that is new, and one that is gone' {
	cp -R . ../other
	rm ../other/policies/FEL_106.md
	expect 1 diff ../other .
	holds "$output" 'FEL_106' 'A new policy.'
	expect 1 diff . ../other
	holds "$output" 'The policy is gone.'
	expect 1 diff --format=json . ../other
	same "$(jq -r '.[0] | "\(.old.ref) \(.new) \(.changes | length)"' <<<"$output")" 'FEL_106 null 0'
}

@test 'one policy beside a project is compared with the newest version there' {
	expect 1 diff "$old" .
	holds "$output" 'version 2.1 → version 3'
}

@test 'two different policies: it says so' {
	expect 1 diff policies/FEL_101.md policies/FEL_104.md
	holds "$output" 'Two different policies: little of either is in the other.'
}

@test 'editions of a shared block: what changed in it, and nothing of where policies put it' {
	cd "$BATS_TEST_DIRNAME/../.."
	expect 1 diff policies/shared/core-criteria@2023.md policies/shared/core-criteria@2024.md
	same "$complaint" ''
	holds "$output" 'core-criteria Core Eligibility Criteria: version 2023 → version 2024' \
		'[-a number of-]{+several+} circumstances' '+ For patients expressing gender incongruence'
	lacks "$output" 'profile' 'section'
}

@test 'a broken side: its findings, then what can be compared' {
	sed 's/^review_date: .*/review_date: soon/' "$old" >broken.md
	expect 1 diff broken.md "$new"
	holds "$complaint" 'what could not be read is not compared' 'broken.md:' '[bad-date]'
	holds "$output" 'at least [-six-]{+three+} months'
}

@test 'what is not there, what is binary, and wrong usage' {
	expect 2 diff "$old" policies/none.md
	holds "$complaint" 'none.md'
	head -c 300 /dev/urandom >noise.md
	policyc diff noise.md "$new" >out 2>complaint && status=0 || status=$?
	[ "$status" = 1 ] || [ "$status" = 2 ] || [ "$status" = 3 ]
	expect 2 diff "$old"
	expect 2 diff --format=xml "$old" "$new"
	expect 3 diff -o none/file.txt "$old" "$new"
	holds "$complaint" 'none/file.txt'
}

@test 'the site has a page and data for each pair of neighbours, and no other' {
	expect 0 build -q --as-of "$TEST_DATE"
	same "$(find public/policies/fel-101/changes -mindepth 1 -maxdepth 1 -printf '%f\n' | sort)" \
		"$(printf '%s\n' 1...1.1 1.1...2 2...2.1 2.1...3)"
	holds "$(<public/policies/fel-101/changes/2.1...3/index.html)" 'noindex' 'id="change-1"' 'href="#change-2"'
	same "$(jq -r '.new.version' public/policies/fel-101/changes/2.1...3/diff.json)" 3
	holds "$(<public/policies/fel-101/versions/index.html)" 'href="../changes/2.1...3/"'
	[ ! -e public/policies/fel-102/changes ]
	lacks "$(<public/sitemap.xml)" 'changes/2.1...3'
}

@test 'a file without a ref: all of it is told, and beside a whole project it is not known what it is' {
	: >empty.md
	expect 1 diff empty.md "$new"
	holds "$complaint" 'this file is empty'
	lacks "$output" 'Two different policies'
	expect 1 diff "$new" empty.md
	holds "$output" 'FEL_101 Surgery for carpal tunnel syndrome: version 3 → no version'
	expect 2 diff empty.md .
	holds "$complaint" 'empty.md has no ref'
}
