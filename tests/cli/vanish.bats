# Nothing that was published vanishes without a word: what was not read whole, policies and versions that the sources no
# longer have, and addresses that no version stands behind any more.

load lib
load site
load versions

setup() {
	make_versions
	nobodys_git
	as_of=(--as-of "$TEST_DATE")
}

severity() {
	sed -i "/^checks:/a \\  $1: \"$2\"" site/site.yaml
}

@test 'a version that was not read whole stops the build, whatever severity its finding has' {
	local case check
	build
	cp -R public "$BATS_TEST_TMPDIR/before"
	cp -R policies "$BATS_TEST_TMPDIR/policies"
	for case in off info warning; do
		for check in syntax encoding bad-value bad-date limit; do
			rm -rf policies
			cp -R "$BATS_TEST_TMPDIR/policies" policies
			case $check in
			syntax) printf '\n#### Too deep\n' >>policies/versions/FEL_101@1.md ;;
			encoding) printf '\n1. A\x0bB\n' >>policies/FEL_102.md ;;
			bad-value) sed -i 's/^status: .*/status: ratifed/' policies/versions/FEL_101@1.md ;;
			bad-date) sed -i 's/^version: .*/&\npublish_from: 2027-13-45/' policies/FEL_102.md ;;
			limit) head -c 70000 /dev/zero | tr '\0' x >>policies/FEL_103.md ;;
			esac
			cp site/site.yaml "$BATS_TEST_TMPDIR/site.yaml"
			severity "$check" "$case"
			expect 1 build "${as_of[@]}"
			holds "$complaint" 'could not be read whole' "($check)" 'nothing was published'
			diff -r public "$BATS_TEST_TMPDIR/before"
			cp "$BATS_TEST_TMPDIR/site.yaml" site/site.yaml
		done
	done
}
