(function(){
"use strict";
var find=document.getElementById("find");
if(!find)return;
var text=document.getElementById("find-text"),cluster=document.getElementById("find-cluster"),sector=document.getElementById("find-sector"),out=document.getElementById("find-out");
var people=Array.prototype.slice.call(document.querySelectorAll("li[data-s]"));
function fold(t){return t.toLowerCase().replace(/aa/g,"å").replace(/ae/g,"æ").replace(/oe/g,"ø");}
var texts=people.map(function(p){var t=p.closest(".team");return fold(p.textContent+" "+(t?t.querySelector("h4").textContent+" "+t.querySelector(".id").textContent:""));});
var homes=people.map(function(p){var s=p.closest("[data-c]");return s?s.getAttribute("data-c"):"";});
function apply(){
var words=fold(text.value).split(/\s+/).filter(Boolean),c=cluster.value,s=sector.value,shown=0,on=words.length>0||c!==""||s!=="";
people.forEach(function(p,i){
var hit=(c===""||homes[i]===c)&&(s===""||p.getAttribute("data-s")===s)&&words.every(function(w){return texts[i].indexOf(w)>=0;});
if(hit)shown++;
p.classList.toggle("hit",on&&hit&&words.length>0);
if(!p.closest(".team"))p.hidden=!hit;
p.setAttribute("data-hit",hit?"1":"0");
});
[".team",".cluster"].forEach(function(kind){Array.prototype.forEach.call(document.querySelectorAll(kind),function(e){e.hidden=on&&!e.querySelector('[data-hit="1"]');});});
out.textContent=on?out.getAttribute("data-label")+" "+shown:"";
}
[text,cluster,sector].forEach(function(e){e.addEventListener("input",apply);});
document.getElementById("find-clear").addEventListener("click",function(){text.value="";cluster.value="";sector.value="";apply();text.focus();});
find.hidden=false;
})();
