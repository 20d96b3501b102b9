// html-validate's recommended rules, but for two. prefer-native-element asks for other elements than the ones that
// nhsuk-frontend's components are made of; long-title would cut titles that a board has ratified.
export default {
  extends: ['html-validate:recommended'],
  rules: {
    'prefer-native-element': 'off',
    'long-title': 'off',
  },
};
