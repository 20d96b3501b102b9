// html-validate's recommended rules. The one that is off asks for other elements than the ones that nhsuk-frontend's
// components are made of.
export default {
  extends: ['html-validate:recommended'],
  rules: {
    'prefer-native-element': 'off',
  },
};
