-- A filter for Quarto, and for pandoc itself: a code block of the class `playground` is a program that the reader plays.
--
--     ```{.playground step=end panels="code,graph" caption="A product." picture=product.png}
--
-- The words are the element's attributes. HTML gets the element, with the program inside for readers without scripts; everything
-- else gets the program, and the picture where one is named. `playground-base` in the metadata says where the playground is.

local WORDS = { "step", "phase", "level", "panels", "theme", "start", "height", "controls", "predict", "readonly", "autoplay" }
local BESIDE = { "caption", "picture", "alt" }
local HTML = { "html", "html4", "html5", "chunkedhtml", "revealjs", "slidy", "slideous", "dzslides", "s5" }

local base = "http://127.0.0.1:8000/"
local loaded = false

local function holds(list, sought)
  for _, item in ipairs(list) do
    if item == sought then return true end
  end
  return false
end

local function escaped(text)
  return (text:gsub('[&<>"]', { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function check(attributes)
  for name in pairs(attributes) do
    if not holds(WORDS, name) and not holds(BESIDE, name) then
      error("A playground has no option '" .. name .. "'; there are " .. table.concat(WORDS, ", ") .. ", "
        .. table.concat(BESIDE, ", ") .. ".")
    end
  end
end

local function element(block)
  local html = '<figure class="playground"><autograd-playground base="' .. escaped(base) .. '"'
  for _, name in ipairs(WORDS) do
    local value = block.attributes[name]
    if value then html = html .. " " .. name .. '="' .. escaped(value) .. '"' end
  end
  html = html .. "><pre><code>" .. escaped(block.text) .. "</code></pre></autograd-playground>"
  if block.attributes.caption then html = html .. "<figcaption>" .. escaped(block.attributes.caption) .. "</figcaption>" end
  html = html .. "</figure>"
  if not loaded then
    -- data-external: pandoc leaves it where it is, even in a page that carries everything else inside.
    html = '<script src="' .. escaped(base) .. 'autograd-playground.js" data-external="1"></script>\n' .. html
    loaded = true
  end
  return pandoc.RawBlock("html", html)
end

local function program(block)
  local blocks = { pandoc.CodeBlock(block.text, { class = "python" }) }
  local picture, caption = block.attributes.picture, block.attributes.caption
  if picture then table.insert(blocks, pandoc.Para { pandoc.Image(block.attributes.alt or "", picture) }) end
  if caption then table.insert(blocks, pandoc.Para { pandoc.Str(caption) }) end
  return blocks
end

local function read_base(meta)
  if meta["playground-base"] then base = pandoc.utils.stringify(meta["playground-base"]):gsub("/*$", "/") end
end

local function replace(block)
  if not block.classes:includes("playground") then return nil end
  check(block.attributes)
  return holds(HTML, FORMAT) and element(block) or program(block)
end

return { { Meta = read_base }, { CodeBlock = replace } }
