// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A malformed but readable document is read. */
class MalformedXmlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><b>getfirm <info></b><c>1</c></a> | a[b'getfirm'[info] c'1']",
                "<a><b>1</c></b><d>2</d></a> | a[b'1' d'2']",
                "<a><e>714</e><f>NoSuch\u0001</g></a> | a[e'714' f'NoSuch']",
                "<a><b x='&lt;<!-- ' -->'>1</b><größe>2</größe></a> | a[b'1' größe'2']",
                "<a><b>1</B><c>2</C></A> | a[b'1' c'2']",
                "<a><b>x < y</b></a> | a[b'x < y']",
                "<a><b>x > y & <1> <</b></a> | a[b'x > y & <1> <']",
                "<a x='1' x='2' y><b>1</b></a> | a[b'1']",
                "<a><b/ ><c / ><d>1</d></a> | a[b[c[d'1']]]",
                "<a><b><![CDATA[x]]></b></c></a> | a[b'x']",
                "lead</x><a><b>1</b></a> | a[b'1']",
                "<a x='>' y><b z=\">/>\" z>1</b></a> | a[b'1']",
                "<a x='1><b y=\">1</b></a> | a[b'1']",
                "<?xml version='1.0'?<a><b>1</b></a> | a[b'1']",
                // Known elements end where another begins that they cannot hold, in documents that
                // are
                // well-formed too.
                "<a><UDN>1<modelName>2</modelName>3</UDN></a> | a'3'[UDN'1' modelName'2']",
                "<a><UDN>1<modelName>2</modelName></a> | a[UDN'1' modelName'2']",
                "<service><controlURL>1<eventSubURL>2</service> | service[controlURL'1'"
                        + " eventSubURL'2']",
                "<serviceList><service><service></serviceList> | serviceList[service service]",
                "<device><serviceList><deviceList></device> | device[serviceList deviceList]",
                "<u:X><NewA>1<NewB>2</NewB></u:X> | X[NewA'1' NewB'2']",
                "<e><errorCode>714<errorDescription>x</e> | e[errorCode'714' errorDescription'x']",
                "<device><device><UDN>1</UDN></device> | device[device[UDN'1']]",
            })
    void tags_areBalanced(String document, String read) throws XmlFormatException {
        assertEquals(read, XmlText.read(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a><b>1</b><c>/ctl/IPC | a[b'1' c]",
                "<a><b>1</b><c>/ctl</ | a[b'1' c'/ctl']",
                "<a><b>1</b><c | a[b'1']",
                "<a><b>1</b><c>/ct<![CDATA[l]]>/IPC | a[b'1' c]",
                "<a><b>1</b><c>/ct<!-- --> | a[b'1' c]",
                "<a><b>1</b> | a[b'1']",
                "<a><b>1</b><c><![CDATA[/ct | a[b'1' c]",
                "<a><b>1</b><!-- | a[b'1']",
                "<a> | a",
            })
    void cutDocument_losesOnlyWhatIsCut(String document, String read) throws XmlFormatException {
        assertEquals(read, XmlText.read(document));
    }

    @Test
    void everyCutOfADocument_isReadOrRefused() {
        String document =
                "<?xml version=\"1.0\"?><a x='1'><!-- c --><b>R&amp;N</b><![CDATA[d]]></a>";
        for (int end = 0; end < document.length(); end++) {
            String cut = document.substring(0, end);
            try {
                assertEquals("a", XmlText.read(cut).substring(0, 1), cut);
            } catch (XmlFormatException e) {
                assertEquals(true, end < document.indexOf("<!--"), cut);
            }
        }
    }
}
