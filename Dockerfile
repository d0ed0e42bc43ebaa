# drparity as an image: Node and one file. Saved plans need Terraform, which is not in it: give plans as JSON.
#
#   npm run bundle -- --out release/drparity.cjs && docker build --tag drparity .
#   docker run --rm --volume "$PWD:/work" drparity analyze
FROM node:22-alpine
COPY --chmod=755 release/drparity.cjs /usr/local/bin/drparity
USER node
WORKDIR /work
ENTRYPOINT ["drparity"]
CMD ["--help"]
