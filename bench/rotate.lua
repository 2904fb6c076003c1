-- Requests in rotation for wrk: each line of the file named after `--` is "path<TAB>cookie<TAB>encoding".
local requests = {}
local place = 0
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do
    local path, cookie, encoding = line:match("^(.-)\t(.-)\t(.*)$")
    local headers = {}
    if cookie ~= "" then headers["Cookie"] = cookie end
    if encoding ~= "" then headers["Accept-Encoding"] = encoding end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  place = math.floor(#requests / 2) * number
end

function request()
  place = place % #requests + 1
  return requests[place]
end
