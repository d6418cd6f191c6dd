// Find a kind of question, or a game, by its file name. In JupyterLab qikit/learn/bundle.py puts a
// table here.

export const load = (kind, folder = "kinds") => import(`./${folder}/${kind}.js`);
