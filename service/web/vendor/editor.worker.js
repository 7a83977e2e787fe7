import{a}from"./chunk-FWR4CYBS.js";import"./chunk-XYMEIXOL.js";import"./chunk-FPCDLBAH.js";import"./chunk-KFCILJS3.js";import"./chunk-C2B4F4LU.js";import"./chunk-4L5RI3VG.js";export{a as initialize};
