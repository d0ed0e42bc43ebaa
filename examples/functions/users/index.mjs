/** Stands for what a team does with users: remember who was confirmed, export them, import them. */
export const handler = async (event) => event;
