from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.languages import (
    ARABIC,
    CHINESE,
    ENGLISH,
    FRENCH,
    RUSSIAN,
    SEARCHED,
    SPANISH,
    Language,
    question_language,
    text_language,
)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "2024?",
        "Sudan",
        "R2P Myanmar genocide risk",
        "Burkina Faso",
        "Boko Haram Borno",
        "Mali displacement 2023",
        "Côte d'Ivoire",
        "São Tomé e Príncipe",
        "El Salvador",
        "El Fasher RSF",
        "Los Zetas",
        "Der ez-Zor",
        "Son Sen",
        "La CODECO",
        "Les Mambas RDC",
        "Forces de défense et de sécurité",
        "Front de Libération du Macina",
        "Casa dos Estudantes do Imperio",
        "Port-au-Prince gangs",
    ],
)
def test_names_alone_are_in_no_language(question: str) -> None:
    assert question_language(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Is Burkina Faso at risk?",
        "who attacked der ez-zor",
        "What is La Ceiba?",
        "What did Umaro Sissoco Embaló say?",
        "What does MINUSMA do in Mali?",
        "What are the Forces de défense et de sécurité?",
        "What is the Movimiento de la Juventud y los Estudiantes?",
        "Are the Casa dos Estudantes do Imperio mentioned?",
        "When did Les Patriotes attack Goma?",
        "How did Die Zeit describe it?",
        "Was 人权 mentioned?",
        "List the necessary actions for the AU",
    ],
)
def test_foreign_names_leave_an_english_question_english(question: str) -> None:
    assert question_language(question) is ENGLISH


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (FRENCH, "Combien de personnes ont été déplacées au Mali ?"),
        (FRENCH, "Qui menace les civils dans l'est du Congo ?"),
        (FRENCH, "combien de deplaces au soudan"),
        (FRENCH, "Y a-t-il un embargo sur les armes ?"),
        (SPANISH, "¿Cuántas personas fueron desplazadas en Mali?"),
        (SPANISH, "cuales son las recomendaciones para el consejo"),
        (SPANISH, "¿Qué pide el informe al Gobierno?"),
        (RUSSIAN, "Сколько людей было убито в Мали?"),
        (RUSSIAN, "Кто угрожает мирным жителям в RSF?"),
        (CHINESE, "RSF在苏丹杀了多少人？"),
        (CHINESE, "Boko Haram 在尼日利亚杀了多少人"),
        (ARABIC, "كم عدد النازحين في السودان؟"),
        (ARABIC, "من يهدد المدنيين في El Fasher؟"),
    ],
)
def test_questions_in_the_other_un_languages_are_recognised(
    language: Language, question: str
) -> None:
    assert question_language(question) is language
    assert language.is_searched


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("German", "Wie viele Menschen sind in Mali vertrieben worden?"),
        ("German", "Wer ist in Mali bedroht?"),
        ("Portuguese", "Quem é responsável pelos ataques em Cabo Delgado?"),
        ("Portuguese", "Quantas pessoas foram deslocadas no Sudão?"),
        ("Italian", "Quante persone sono state uccise in Mali?"),
        ("Dutch", "Hoeveel mensen zijn er gedood in Soedan?"),
        ("Swedish", "Hur många människor har dödats i Mali?"),
        ("Polish", "Kto jest zagrożony w Sudanie i dlaczego?"),
        ("Turkish", "Sudan için risk düzeyi nedir ve ne zaman güncellendi?"),
        ("Indonesian", "Berapa orang yang mengungsi di Sudan?"),
        ("Swahili", "Nani anashambulia raia nchini Kongo?"),
        ("Somali", "Imisa qof ayaa ku barakacay Suudaan?"),
        ("Hausa", "Mutane nawa ne aka kashe a Mali?"),
        ("Ukrainian", "Скільки людей загинуло в Україні?"),
        ("Persian", "چند نفر در سودان کشته شده‌اند؟"),
        ("Urdu", "سوڈان میں کتنے لوگ مارے گئے؟"),
        ("Japanese", "スーダンで何人が殺されましたか？"),
        ("Burmese", "မြန်မာနိုင်ငံတွင် လူမည်မျှ သေဆုံးခဲ့သလဲ"),
        ("Korean", "수단에서 몇 명이 죽었습니까?"),
        ("the Ethiopic script", "በሱዳን ስንት ሰዎች ተገደሉ?"),
        ("the Devanagari script", "सूडान में कितने लोग मारे गए?"),
    ],
)
def test_question_in_another_language_is_named_and_not_searched(name: str, question: str) -> None:
    found = question_language(question)
    assert found is not None
    assert found.name == name
    assert not found.is_searched


def test_passage_is_read_in_the_language_of_its_sentences_not_of_its_names() -> None:
    assert text_language("The Forces de défense et de sécurité were sent to Kaya.") is ENGLISH
    assert text_language("Les forces de sécurité ont été envoyées à Kaya.") is FRENCH
    assert text_language("Las fuerzas de seguridad fueron enviadas a la frontera.") is SPANISH
    assert text_language("Mali\n1 May 2024\nВ стране сохраняется высокий риск насилия.") is RUSSIAN


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    question_language(text)
    assert text_language(text) in SEARCHED
