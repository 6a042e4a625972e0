(() => {
  "use strict";
  Object.assign($kit, { extend: (v, name, args) => v[name](...args), optional: (v) => v, settle: (v) => v });
})();
