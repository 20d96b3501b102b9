# The sides of a comparison: files, folders, revisions of a git repository, published JSON; and a history of five
# versions, as reviewers have it.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
}

# A repository in which policies/FEL_101.md went through its five versions, a tag v<version> for each.
make_history() {
	local version last
	last=$(cat policies/FEL_101.md)
	mkdir ../versions
	mv policies/versions/FEL_101@* ../versions/
	git init -q .
	for version in 1 1.1 2 2.1 3; do
		if [ "$version" = 3 ]; then
			printf '%s\n' "$last" >policies/FEL_101.md
		else
			cp "../versions/FEL_101@$version.md" policies/FEL_101.md
		fi
		git add -A
		git commit -qm "Version $version"
		git tag "v$version"
	done
}

differs() {
	expect 1 diff "$@" --as-of "$TEST_DATE"
}

@test 'five versions in git: one file, whole revisions, and files' {
	make_history
	differs v1:policies/FEL_101.md v1.1:policies/FEL_101.md
	holds "$output" 'version 1 → version 1.1' 'A69.2'
	differs v1 v1.1
	holds "$output" 'version 1 → version 1.1' 'A69.2'
	lacks "$output" FEL_103
	differs v1.1:policies/FEL_101.md v2:policies/FEL_101.md
	holds "$output" '[-six-]{+eight+}' '2 criteria changed'
	differs v2.1:policies/FEL_101.md policies/FEL_101.md
	holds "$output" 'version 2.1 → version 3'
	differs ../versions/FEL_101@2.md HEAD:policies/FEL_101.md
	holds "$output" 'version 2 → version 3'
	expect 0 diff v3:policies/FEL_101.md policies/FEL_101.md
	expect 0 diff HEAD HEAD
	differs HEAD~1 .
	holds "$output" 'version 2.1 → version 3'
	# From a folder below, by a path from the project, and by the repository's top.
	cd policies
	differs v1:policies/FEL_101.md HEAD:policies/FEL_101.md
	holds "$output" 'version 1 → version 3'
}

@test 'a project that is not the top of its repository' {
	mkdir -p ../repository/board
	cp -R . ../repository/board/
	cd ../repository
	git init -q .
	git add -A
	git commit -qm one
	sed -i 's/eight weeks;/nine weeks;/' board/policies/FEL_101.md
	cd board
	differs HEAD:policies/FEL_101.md policies/FEL_101.md
	differs HEAD:board/policies/FEL_101.md policies/FEL_101.md
	holds "$output" '[-eight-]{+nine+}'
	differs HEAD .
	holds "$output" '[-eight-]{+nine+}'
}

@test "a project's folder, or that of its policies" {
	cp -R . ../before
	expect 0 diff ../before/policies policies --as-of "$TEST_DATE"
	sed -i 's/eight weeks;/nine weeks;/' policies/FEL_101.md
	differs ../before/policies policies
	holds "$output" '[-eight-]{+nine+}'
	differs ../before .
	holds "$output" '[-eight-]{+nine+}'
	expect 2 diff ../before/templates templates
	holds "$complaint" 'neither a project folder' "nor that of its policies" 'nor a published site'
}

@test 'published JSON, and a published site' {
	build
	expect 0 diff public/policies/fel-101/policy.json policies/FEL_101.md --as-of "$TEST_DATE"
	differs public/policies/fel-101/versions/2.1/policy.json public/policies/fel-101/policy.json
	holds "$output" 'version 2.1 → version 3'
	cp -R public before
	sed -i 's/eight weeks;/nine weeks;/' policies/FEL_101.md
	build
	differs before public
	holds "$output" '[-eight-]{+nine+}'
	lacks "$output" FEL_103
	differs before .
	expect 1 diff - policies/FEL_101.md --as-of "$TEST_DATE" <before/policies/fel-101/policy.json
	holds "$output" '[-eight-]{+nine+}'
}

@test 'a revision or a path that does not exist' {
	make_history
	for side in v9 v9:policies/FEL_101.md; do
		expect 2 diff "$side" policies/FEL_101.md
		holds "$complaint" '"v9" is no file or folder, and no revision of the git repository'
	done
	expect 2 diff v1:policies/FEL_999.md policies/FEL_101.md
	holds "$complaint" 'the revision "v1" has no file policies/FEL_999.md'
	expect 2 diff v1:policies policies/FEL_101.md
	holds "$complaint" 'policies is no file in the revision "v1" but a folder'
	expect 2 diff v1:../../etc/passwd policies/FEL_101.md
	expect 2 diff v1: policies/FEL_101.md
	expect 2 diff :policies/FEL_101.md policies/FEL_101.md
	ln -s FEL_101.md policies/link.md
	git add -A
	git commit -qm link
	expect 2 diff HEAD:policies/link.md policies/FEL_101.md
	holds "$complaint" 'but a link'
	rm -rf .git
	expect 2 diff v1 policies/FEL_101.md
	holds "$complaint" 'there is no file or folder "v1", and a revision it can'"'"'t be' 'is in no git repository'
}

@test 'a repository of another user' {
	[ "$(id -u)" = 0 ] || return 0
	make_history
	chown -R 4321:4321 .git .
	expect 3 diff v1 v2
	holds "$complaint" 'belongs to another user' 'safe.directory'
	git config --global --add safe.directory "$PWD"
	differs v1 v2
}

@test 'a repository of SHA-256, and a shallow clone' {
	make_history
	git clone -q --depth 1 "file://$PWD" ../shallow
	cp -R build ../shallow/
	cd ../shallow
	expect 2 diff HEAD~1 HEAD
	holds "$complaint" 'a shallow one' 'git fetch --unshallow'
	expect 0 diff HEAD HEAD
	cd "$project"
	rm -rf .git
	git init -q --object-format=sha256 .
	git add -A
	git commit -qm one
	expect 3 diff HEAD policies/FEL_101.md
	holds "$complaint" 'SHA-256' 'git show'
}

@test 'what has no words, and JSON of another kind' {
	printf 'a\0b' >binary.md
	expect 2 diff binary.md policies/FEL_101.md
	holds "$complaint" 'binary.md is no text but a binary file'
	echo '%PDF-1.4' >a.pdf
	expect 2 diff policies/FEL_101.md a.pdf
	holds "$complaint" 'a.pdf is a PDF' 'policy.json'
	build
	expect 2 diff public/policies/fel-101/index.html policies/FEL_101.md
	holds "$complaint" 'is a web page' 'policyc verify'
	expect 2 diff public/manifest.json policies/FEL_101.md
	holds "$complaint" 'is JSON, but no policy.json'
	jq '.schema_version = "2.0"' public/policies/fel-101/policy.json >later.json
	expect 2 diff later.json policies/FEL_101.md
	holds "$complaint" '"schema_version" 2.0, and this policyc reads version 1'
	echo '{' >broken.json
	expect 2 diff broken.json policies/FEL_101.md
	holds "$complaint" 'broken.json is no JSON'
	mkdir empty
	expect 2 diff empty .
	holds "$complaint" 'neither a project folder' 'nor a published site'
	git init -q .
	git add -A
	git commit -qm one
	expect 2 diff HEAD:binary.md policies/FEL_101.md
	holds "$complaint" 'HEAD:binary.md is no text'
	expect 2 diff policies/shared/nothing.md policies/FEL_101.md
}

@test 'a version from before the project had profiles is read with those of today' {
	git init -q .
	git add policies
	git commit -qm one
	sed -i 's/eight weeks;/nine weeks;/' policies/FEL_101.md
	differs HEAD:policies/FEL_101.md policies/FEL_101.md
	holds "$output" 'When this is funded: criterion changed'
}

@test 'tried as its user would: verify, revise, changes and diff over one history' {
	make_history
	expect 0 revise FEL_101 -q --as-of "$TEST_DATE"
	sed -i 's/at least three months/at least two months/' policies/FEL_101.md
	expect 0 check --as-of "$TEST_DATE"
	differs 'policies/versions/FEL_101@3.md' policies/FEL_101.md
	holds "$output" '[-three-]{+two+}' 'version 3 → version 4'
	build
	expect 0 verify public/policies/fel-101/policy.json --as-of "$TEST_DATE"
	holds "$output" 'version 3 of FEL_101'
	sed -i 's/^status: draft/status: ratified/; s/^date_ratified:.*/date_ratified: 2026-11-12/; s/^date_published:.*/date_published: 2026-11-18/
		s/# effective_from: .*/effective_from: 2026-11-19/; s/To be written before.*ratified\./Two months are enough./
		s/^last_reviewed: .*/last_reviewed: 2026-11-12/; s/^review_date: .*/review_date: 2029-11-12/; s/ # to fill in$//' policies/FEL_101.md
	sed -i 's/^    changes: "Two months are enough."/&\n    kind: editorial/' policies/FEL_101.md
	expect 0 check --as-of "$TEST_DATE"
	holds "$output" '[change-kind-too-weak]' 'write kind: criteria'
	sed -i 's/^    kind: editorial/    kind: criteria\n    action: Refer after two months./' policies/FEL_101.md
	expect 0 check --as-of "$TEST_DATE"
	lacks "$output" '[change-kind-too-weak]'
	expect 1 verify public/policies/fel-101/policy.json --as-of "$TEST_DATE"
	holds "$output" 'version 3 of FEL_101' 'an earlier version, which applied from 1 June 2026 to 18 November 2026; now it is version 4'
	expect 0 changes --since v3 --as-of "$TEST_DATE"
	holds "$output" 'version 4 in place of 3, from 19' 'November 2026 [criteria]' 'What to do differently: Refer after two months.'
	lacks "$output" 'version 3 in place'
	# Which text applied on 3 May 2024, once the older ones are there too.
	cp ../versions/* policies/versions/
	build
	expect 0 build -q --as-of "$TEST_DATE"
	holds "$(words_of public/policies/fel-101/versions/index.html)" '31 May 2026 Version 2.1 superseded'
	differs v2.1:policies/FEL_101.md policies/FEL_101.md
}
