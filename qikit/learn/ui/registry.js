// Find a kind of question by its file name. In JupyterLab qikit/learn/bundle.py puts a table here.

export const load = (kind) => import(`./kinds/${kind}.js`);
