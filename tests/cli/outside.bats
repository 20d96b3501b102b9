# Nothing is read, and nothing is published, that is not the project's own: every kind of file of a project, with every
# kind of link to something outside, and with everything that is no file at all.

bats_require_minimum_version 1.5.0

setup() {
	load lib.bash
	load site.bash
	make_example
	time_limit=10
	secret=$BATS_TEST_TMPDIR/secret
	outside=$BATS_TEST_TMPDIR/outside
	mkdir "$outside"
	build
}

teardown() {
	[ -z "${listener-}" ] || kill "$listener" 2>/dev/null || :
}

# Every kind of file that a project has: its path, and its words, in which SECRET is.
kinds() {
	cat <<'LIST'
policies/EX_002.md|---\nref: EX_002\ntitle: SECRET\n---\n\n## Introduction\n\n1. SECRET.\n
policies/versions/EX_001@0.0.md|---\nref: EX_001\ntitle: SECRET\n---\n\n1. SECRET.\n
policies/shared/block@1.md|---\nblock: block\nedition: "1"\ntitle: SECRET\n---\n\n1. SECRET.\n
policies/codes/opcs-4@9.tsv|SECRET\n
templates/home.mustache|<p>SECRET</p>\n
templates/layout.mustache|<p>SECRET</p>{{{content}}}\n
templates/partials/secret.mustache|SECRET\n
templates/profiles/secret.yaml|SECRET: SECRET\n
templates/profiles/retired-terms.tsv|SECRET\n
templates/profiles/acronyms.tsv|SECRET\n
templates/profiles/sources.tsv|SECRET\n
site/site.yaml|SECRET: SECRET\n
site/words.txt|SECRET SECRET\n
site/pages/secret.md|---\ntitle: SECRET\n---\n\nSECRET.\n
site/assets/secret.txt|SECRET\n
build/assets/secret.txt|SECRET\n
LIST
}

# The secret is in no message and in no file of the site.
nothing_got_out() {
	local status=0
	# Each path is a word of the test's own, which messages may name.
	policyc check --format=json --level=info --as-of "$TEST_DATE" >"$BATS_TEST_TMPDIR/messages" 2>&1 || status=$?
	[ "$status" -le 3 ]
	policyc build --as-of "$TEST_DATE" >>"$BATS_TEST_TMPDIR/messages" 2>&1 || status=$?
	[ "$status" -le 3 ]
	if grep -q 'SECRET' "$BATS_TEST_TMPDIR/messages" || grep -rq 'SECRET' public; then
		echo "$1 as $2: the secret got out"
		grep -r 'SECRET' "$BATS_TEST_TMPDIR/messages" public | head -5
		return 1
	fi
}

# A project to spoil again and again.
fresh() {
	rm -rf "$project"
	cp -R "$BATS_TEST_TMPDIR/kept" "$project"
	cd "$project"
	# So that the partial is on pages.
	[ "$1" != templates/partials/secret.mustache ] || sed -i '1i {{> secret}}' templates/home.mustache
	mkdir -p "$(dirname "$1")"
	rm -f "$1"
}

@test 'every kind of file, with every kind of link' {
	local path words link
	cp -R "$project" "$BATS_TEST_TMPDIR/kept"
	while IFS='|' read -r path words; do
		printf %b "$words" >"$secret"
		for link in relative whole chain folder loop dangling; do
			fresh "$path"
			case $link in
			relative) ln -sr "$secret" "$path" ;;
			whole) ln -s "$secret" "$path" ;;
			chain)
				ln -s "$secret" site/one
				ln -sr site/one "$path"
				;;
			folder)
				cp -R "$(dirname "$path")" "$outside/folder"
				cp "$secret" "$outside/folder/$(basename "$path")"
				rm -r "$(dirname "$path")"
				ln -s "$outside/folder" "$(dirname "$path")"
				;;
			loop) ln -s "$(basename "$path")" "$path" ;;
			dangling) ln -s "$outside/nothing" "$path" ;;
			esac
			nothing_got_out "$path" "$link"
			rm -rf "$outside/folder"
		done
	done < <(kinds)
}

@test 'every kind of file, as a pipe, a socket, a device and a folder' {
	local path words kind
	cp -R "$project" "$BATS_TEST_TMPDIR/kept"
	printf 'SECRET\n' >"$secret"
	while IFS='|' read -r path words; do
		for kind in pipe socket device folder; do
			fresh "$path"
			case $kind in
			pipe) mkfifo "$path" ;;
			socket) (cd "$(dirname "$path")" && perl -MIO::Socket::UNIX -e \
				'IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 1) or die' "$(basename "$path")") ;;
			device) ln -s /dev/zero "$path" ;;
			folder) mkdir "$path" ;;
			esac
			nothing_got_out "$path" "$kind"
		done
	done < <(kinds)
}

@test 'links that stay inside are followed' {
	mkdir -p elsewhere/assets site/assets/deep
	mv policies/EX_001.md elsewhere/one.md
	ln -s ../elsewhere/one.md policies/EX_001.md
	mv templates/home.mustache elsewhere/
	ln -s "$PWD/elsewhere/home.mustache" templates/home.mustache
	echo letter >site/assets/deep/letter.txt
	ln -s deep/letter.txt site/assets/letter.txt
	build --drafts
	holds "$(<public/index.html)" 'An example'
	same "$(<public/assets/letter.txt)" letter
}

@test 'what is published through a link is in site/assets/' {
	local target
	mkdir -p .git site/assets
	echo SECRET >.git/config
	echo SECRET >site/assets/.hidden
	for target in ../../.git/config ../../policies/EX_001.md "$PWD/.git/config" /etc/hostname /proc/self/environ; do
		ln -sfn "$target" site/assets/x
		expect 2 build -q --as-of "$TEST_DATE"
		holds "$complaint" 'site/assets/x is a link to '
	done
	ln -sfn ../../.git/config site/assets/x
	expect 2 build -q --as-of "$TEST_DATE"
	holds "$complaint" 'site/assets/x is a link to .git/config, which is not in site/assets/'
	ln -sfn .hidden site/assets/x
	build
	[ ! -e public/assets/x ]
	rm -r site/assets
	ln -s ../.git site/assets
	expect 2 build -q --as-of "$TEST_DATE"
	holds "$complaint" 'site/assets is a link to '
	! grep -r SECRET public
}

@test 'a picture and a document that a link leads out of site/assets/' {
	mkdir -p site/assets
	ln -s ../../templates/home.mustache site/assets/x.png
	good_policy EX_001 'documents:' '  - {kind: form, title: A form, file: site/assets/../../site/site.yaml}' \
		'  - {kind: form, title: Another, file: site/assets/x.png}' >policies/EX_001.md
	printf '\nA picture: ![of a thing](site/assets/x.png)\n' >>policies/EX_001.md
	finds 1 document-missing policies/EX_001.md:9:39 policies/EX_001.md:10:40 policies/EX_001.md:17:26
}

@test 'what published names is not standard input' {
	echo 'published: "-"' >>site/site.yaml
	finds 1 bad-value "site/site.yaml:$(grep -n '^published' site/site.yaml | cut -d: -f1):12" </dev/zero
}

@test 'a site with a pipe, or a link, in the place of its manifest is not ours' {
	rm public/manifest.json
	mkfifo public/manifest.json
	expect 2 build -q --as-of "$TEST_DATE"
	rm public/manifest.json
	ln -s /dev/zero public/manifest.json
	expect 2 build -q --as-of "$TEST_DATE"
}

@test 'a repository planted in the project is not taken for the repository' {
	export GIT_CONFIG_GLOBAL=$BATS_TEST_TMPDIR/gitconfig
	git config --global safe.directory '*'
	git config --global user.name A && git config --global user.email a@example.org
	git init -q --bare "$outside/bare"
	git init -q . && git add policies site templates && git commit -qm one
	git push -q "$outside/bare" HEAD:refs/heads/planted
	rm -rf .git
	cp -R "$outside/bare/." .
	expect 2 diff planted:policies/EX_001.md policies/EX_001.md
	holds "$complaint" 'is in no git repository'
	# Above it: the one that is meant, and not past a ceiling.
	git init -q "$BATS_TEST_TMPDIR" && git -C "$BATS_TEST_TMPDIR" add project/policies project/site project/templates
	git -C "$BATS_TEST_TMPDIR" commit -qm above
	expect 0 diff HEAD:policies/EX_001.md policies/EX_001.md
	expect 2 diff planted:policies/EX_001.md policies/EX_001.md
	GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR expect 2 diff HEAD:policies/EX_001.md policies/EX_001.md
	# An empty .git doesn't make the folder one either.
	mkdir .git
	expect 2 diff planted:policies/EX_001.md policies/EX_001.md
}

@test 'revise writes through no link' {
	good_policy EX_001 'date_ratified: 2025-01-01' 'date_published: 2025-01-01' |
		sed 's/^status:.*/status: ratified/; s/^version:.*/version: "1.0"/' >policies/EX_001.md
	mkdir -p policies/versions
	ln -s "$outside/made" policies/versions/EX_001@1.0.md
	expect 3 revise EX_001 --as-of "$TEST_DATE"
	holds "$complaint" 'leads out'
	[ ! -e "$outside/made" ]
}
