"""Kinds of department and official names, over the reforms of 2018 and 2023."""

from __future__ import annotations

import pytest

from indexer.facts.departments import (
    branch_of,
    department_of,
    is_not_government,
    is_organ,
    is_vertical,
    national_organ,
    official_name,
    opens_with_department,
)

KINDS = {
    "gov": "人民政府 行政公署 政府",
    "gov_office": "人民政府办公厅 人民政府办公室 政府办 党政综合办公室",
    "township": "镇人民政府 乡人民政府 街道办事处 街道",
    "development_reform": "发展和改革委员会 发展改革局 发改委 物价局 粮食和物资储备局",
    "education": "教育局 教育委员会 教体局 教育和体育局 教育科技局",
    "science_tech": "科学技术局 科委 科技局 外国专家局",
    "industry_it": "工业和信息化局 经信委 工信局 经济和信息化委员会 经济贸易局 中小企业局",
    "ethnic_religious": "民族宗教事务局 民宗局 民族事务委员会",
    "public_security": "公安局 公安局包河分局",
    "civil_affairs": "民政局",
    "justice": "司法局 司法厅 法制办 人民政府法制办公室",
    "finance": "财政局 财政金融局",
    "hr_social_security": "人力资源和社会保障局 人社局 人事局 劳动和社会保障局",
    "natural_resources": "自然资源局 国土资源局 规划和自然资源局 自然资源和规划局 城乡规划局 海洋局",
    "ecology_environment": "生态环境局 环境保护局 生态环境局宜城分局",
    "housing_construction": "住房和城乡建设局 住建委 建设局 房产管理局",
    "transport": "交通运输局 交通局 公路局",
    "water": "水利局 水务局",
    "agriculture_rural": "农业农村局 农业局 畜牧兽医局 乡村振兴局 扶贫开发办公室 农委",
    "commerce": "商务局 商务和粮食局 招商局 口岸办公室",
    "culture_tourism": "文化和旅游局 文化广电旅游体育局 旅游和文化广电体育厅 文广新局 旅游局 文物局",
    "health": "卫生健康委员会 卫生局 卫生和计划生育局 计划生育局",
    "veterans": "退役军人事务局",
    "emergency": "应急管理局 安全生产监督管理局 安监局",
    "audit": "审计局",
    "foreign_affairs": "外事办公室 外事侨务办公室",
    "state_assets": "国有资产监督管理委员会 人民政府国有资产监督管理委员会 国资局",
    "market_regulation": "市场监督管理局 工商行政管理局 质量技术监督局 食品药品监督管理局 知识产权局",
    "statistics": "统计局 调查队",
    "medical_insurance": "医疗保障局",
    "gov_services": "政务服务管理局 行政审批局 政务服务和数据管理局 便民服务中心",
    "data": "大数据发展管理局 数据局 大数据应用发展管理局",
    "petition": "信访局 信访办公室",
    "forestry_grass": "林业和草原局 林业局 园林和绿化管理局",
    "urban_management": "城市管理局 综合行政执法局 城管局 城市管理执法局 城市运行管理中心",
    "sports": "体育局",
    "radio_tv": "广播电视局",
    "finance_supervision": "地方金融监督管理局 金融工作办公室",
    "archives_local_history": "档案局 地方志编纂委员会办公室",
    "medical_drug": "药品监督管理局",
    "civil_air_defense": "人民防空办公室 人防办",
    "housing_fund": "住房公积金管理中心",
    "meteorology_earthquake": "气象局 地震局",
    "tax_customs": "税务局 地方税务局 海关",
    "supply_coop": "供销合作社联合社",
    "reception_other": "机关事务管理局 残疾人联合会 邮政管理局",
    "zone": "经济技术开发区管理委员会 工业园区管委会 西站地区管理委员会",
}


@pytest.mark.parametrize(
    ("kind", "organ"), [(k, name) for k, names in KINDS.items() for name in names.split()]
)
def test_kinds(kind: str, organ: str) -> None:
    department = department_of(organ)
    assert department is not None
    assert department.slug == kind


def test_an_unknown_organ_has_no_kind() -> None:
    assert department_of("园艺协会") is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("住建局", "住房和城乡建设局"),
        ("市场监管局", "市场监督管理局"),
        ("人社局", "人力资源和社会保障局"),
        ("政府国资委", "人民政府国有资产监督管理委员会"),
        ("政府办公室", "人民政府办公室"),
        ("信访办", "信访办公室"),
        ("管委会办公室", "管理委员会"),
        ("东街街道", "东街街道办事处"),
        ("文旅局", "文旅局"),
        ("国资局", "国资局"),
        ("城管局", "城管局"),
        ("司法局", "司法局"),
    ],
)
def test_official_names_only_where_there_is_exactly_one(short: str, full: str) -> None:
    assert official_name(short) == full
    assert official_name(full) == full


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("司法部", "司法部"),
        ("中华人民共和国司法部", "司法部"),
        ("国家卫生健康委", "国家卫生健康委员会"),
        ("全国海关", "海关总署"),
        ("中国证监会", "中国证券监督管理委员会"),
        ("国资委", None),
        ("司法局", None),
    ],
)
def test_national_organs(name: str, full: str | None) -> None:
    assert national_organ(name) == full


def test_advertising_is_no_organ() -> None:
    assert not is_organ("篮球比分直播")
    assert not opens_with_department("体彩网公安局")


def test_vertical_organs() -> None:
    assert [name for name in ("税务局", "气象局", "青岛海关", "司法局", "地震局") if is_vertical(name)] == [
        "税务局",
        "气象局",
        "青岛海关",
    ]


@pytest.mark.parametrize(
    "name", ["兰考县人民法院", "合肥工业大学", "第一人民医院", "中共长沙市委宣传部", "市委办公室"]
)
def test_not_government(name: str) -> None:
    assert is_not_government(name)


@pytest.mark.parametrize("name", ["卫健委", "科委", "省发改委", "社会科学院", "医疗保障局", "校外教育管理处"])
def test_government(name: str) -> None:
    assert not is_not_government(name)


def test_branches() -> None:
    assert branch_of("生态环境局宜城分局") == ("生态环境局", "宜城")
    assert branch_of("司法局") is None
