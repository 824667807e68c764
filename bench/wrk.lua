-- Sends the requests of a file, one a line, round and round: token, path and body, tab between.
--
-- A phone in a body is replaced by one that nobody has, as long as the other.
local requests, at, phone = {}, 0, 0

function init(arguments)
    local method, file, placeholder = arguments[1], arguments[2], arguments[3]
    phone = tonumber(arguments[4])
    for line in io.lines(file) do
        local token, path, body = line:match("^(.-)\t(.-)\t(.*)$")
        local headers = {}
        if token ~= "" then headers["authorization"] = "Bearer " .. token end
        if body ~= "" then headers["content-type"] = "application/json" end
        local text = wrk.format(method, path, headers, body ~= "" and body or nil)
        local before, after = text:find(placeholder, 1, true)
        requests[#requests + 1] = before
            and {text:sub(1, before - 1), text:sub(after + 1)} or text
    end
end

function request()
    at = at % #requests + 1
    local one = requests[at]
    if type(one) == "string" then return one end
    phone = phone + 1
    return one[1] .. "+9665" .. string.format("%08d", phone) .. one[2]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format('\n{"count": %d, "microseconds": %d, "failed": %d, "p50": %d, "p99": %d}\n',
        summary.requests, summary.duration,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout,
        latency:percentile(50), latency:percentile(99)))
end
