import { RequestError } from "../../../analyzer/base/net/request";
import { retrying } from "../../../analyzer/base/net/retry";

const failing = (errors: readonly Error[]) => {
  const left = [...errors];
  return jest.fn(() => {
    const error = left.shift();
    return error ? Promise.reject(error) : Promise.resolve("done");
  });
};
const passing = (status?: number) => new RequestError("busy", 0, status);
const options = { backoffMs: [0, 0] };

describe("another try", () => {
  it("is made while that may help", async () => {
    const attempt = failing([passing(), passing()]);
    await expect(retrying(attempt, options)).resolves.toBe("done");
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  it("is not made once the waits are used up, nor for what will not pass, nor for a fault of our own", async () => {
    await expect(retrying(failing([passing(), passing(), passing()]), options)).rejects.toThrow("busy");
    const refused = failing([new RequestError("no")]);
    await expect(retrying(refused, options)).rejects.toThrow("no");
    const fault = failing([new TypeError("x")]);
    await expect(retrying(fault, options)).rejects.toThrow("x");
    for (const attempt of [refused, fault]) expect(attempt).toHaveBeenCalledTimes(1);
  });

  it("is not made where the caller says it could do harm, nor when the other side asks for too much patience", async () => {
    const worthwhile = ({ status = 500 }: RequestError) => status < 500;
    const added = failing([passing(502)]);
    await expect(retrying(added, { ...options, worthwhile })).rejects.toThrow("busy");
    const slow = failing([new RequestError("later", 3_600_000)]);
    await expect(retrying(slow, options)).rejects.toThrow("later");
    for (const attempt of [added, slow]) expect(attempt).toHaveBeenCalledTimes(1);
  });
});
