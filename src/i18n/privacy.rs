//! What happens to data, in words that are true: what stays, what a link holds, what no page can promise.

sentences! {
    title = "Privacidade e dados", "Privacy and data";
    here_title = "O que fica no seu computador", "What stays on your computer";
    here = "Seus arquivos, as contas e as edições. A página não tem servidor que os receba. A política dela faz o navegador recusar todas as formas de mandar dados que pudemos testar; confira: desligue a rede e use.",
        "Your files, the sums and the edits. The page has no server to receive them. Its policy makes the browser refuse every way of sending data that we could test; check it: go offline and use it.";
    kept_title = "O que é guardado", "What is stored";
    kept = "Das suas tabelas, nada: fechada a aba, tudo some. Guardam-se neste navegador o idioma, as cores e as colunas que você escolheu; o que as colunas dos seus arquivos significam, só se você pedir; e, na página hospedada, uma cópia dela mesma para abrir sem rede.",
        "Of your tables, nothing: close the tab and everything is gone. This browser keeps the language, the colours and the columns that you chose; what your files’ columns mean, only if you ask for it; and, where the page is hosted, a copy of the page itself to open without the network.";
    file_title = "O que um arquivo .garimpo leva", "What a .garimpo file holds";
    file = "Tudo: as tabelas como foram soltas, com os dados pessoais que têm, e as edições. Mande-o só a quem pode recebê-los.",
        "Everything: the tables as they were dropped, with the personal data in them, and the edits. Send it only to those who may have it.";
    link_title = "O que um link leva", "What a link holds";
    link = "Números por canal, intervalos, faixas, período e regras da conta. Nenhum nome, nenhuma linha. Canais com grupos de uma a quatro pessoas são somados, para que ninguém seja reconhecido nem por subtração. Vários links de períodos diferentes, comparados, podem dizer mais que cada um. Um link não se cancela.",
        "Numbers by channel, intervals, tiers, period and how it is counted. No name, no row. Channels with groups of one to four people are put together, so that nobody can be recognised, not by subtraction either. Several links of different periods, compared, may tell more than each one. A link cannot be cancelled.";
    history = "O navegador de quem abre pode guardar o endereço no histórico antes de a página tirá-lo da barra, e extensões podem lê-lo. Com senha, o link só diz algo a quem a tem.",
        "The browser of whoever opens it may keep the address in its history before the page takes it out of the bar, and extensions may read it. Under a passphrase a link tells nothing to those who do not have it.";
    law_title = "LGPD e GDPR", "LGPD and GDPR";
    law = "Os dados são tratados no seu computador, por você: quem decide sobre eles continua sendo a sua empresa. Quem faz ou hospeda a página não os recebe. Quem hospeda vê o seu endereço de internet, como em qualquer site. Isto não é aconselhamento jurídico.",
        "The data is processed on your computer, by you: your company remains the one who decides about it. Whoever makes or hosts the page does not receive it. The host sees your internet address, as with any site. This is not legal advice.";
    limits_title = "O que nenhuma página pode prometer", "What no page can promise";
    limits = "Extensões do navegador, programas do computador e quem olha a tela veem o que você vê. Quem controla o endereço da página poderia trocar o programa: por isso a versão tem um código, e qualquer um pode compilar a mesma e comparar. Há dois caminhos que navegadores não fecham por política, a navegação para outro endereço, também em outra janela, e o WebRTC: a página não usa nenhum deles, e os testes conferem.",
        "Extensions of the browser, programs of the computer and whoever looks at the screen see what you see. Whoever controls the page’s address could swap the program: so each version has a code, and anybody can build the same and compare. There are two ways that browsers do not close by policy, going to another address, also in another window, and WebRTC: the page uses neither, and the tests check it.";
    erase_title = "Apagar", "Erase";
    version = "Versão", "Version";
}
