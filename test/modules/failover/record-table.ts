import { Failure } from "../../support/asl/failure";
import type { Json } from "../../support/asl/language";

type Item = Readonly<Record<string, Json>>;

interface Update {
  readonly ConditionExpression: string;
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Readonly<Record<string, Json>>;
}

/** A DynamoDB table with one item, and of its expressions what the machine uses: `SET`, equality, `attribute_not_exists` and `OR`. */
export class RecordTable {
  item: Item | undefined;

  get(): Json {
    return this.item === undefined ? {} : { Item: this.item };
  }

  /** @throws Failure when the condition does not hold */
  update(update: Update): Json {
    if (!update.ConditionExpression.split(" OR ").some((one) => this.holds(one, update)))
      throw new Failure("DynamoDB.ConditionalCheckFailedException", "The conditional request failed");
    const set = update.UpdateExpression.replace("SET ", "").split(", ");
    const values = set.map((one): [string, Json] => {
      const [name = "", value = ""] = one.split(" = ");
      return [named(update, name), valued(update, value)];
    });
    this.item = { ...this.item, ...Object.fromEntries(values) };
    return {};
  }

  private holds(condition: string, update: Update): boolean {
    const absent = /^attribute_not_exists\((.*)\)$/.exec(condition)?.[1];
    if (absent !== undefined) return this.item?.[named(update, absent)] === undefined;
    const [name = "", value = ""] = condition.split(" = ");
    return JSON.stringify(this.item?.[named(update, name)]) === JSON.stringify(valued(update, value));
  }
}

function named({ ExpressionAttributeNames: names }: Update, name: string): string {
  const found = names[name];
  if (found === undefined) throw new Failure("DynamoDB.ValidationException", `no name ${name}`);
  return found;
}

function valued({ ExpressionAttributeValues: values }: Update, value: string): Json {
  const found = values[value];
  if (found === undefined) throw new Failure("DynamoDB.ValidationException", `no value ${value}`);
  return found;
}
