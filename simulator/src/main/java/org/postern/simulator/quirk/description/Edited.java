// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.description;

import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.igd.IgdHandler;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.quirk.RouterHook;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Documents are written otherwise; what they describe stays as it is. */
public final class Edited implements RouterHook {
    /** Changes a document for whoever asked. */
    private interface Edit {
        String apply(String document, HttpRequest request);
    }

    private final Predicate<String> paths;
    private final Edit edit;

    private Edited(Predicate<String> paths, Edit edit) {
        this.paths = paths;
        this.edit = edit;
    }

    /** The device description, changed. */
    public static RouterHook description(UnaryOperator<String> edit) {
        return new Edited(
                IgdHandler.DESCRIPTION_PATH::equals, (document, r) -> edit.apply(document));
    }

    /** Names that are empty or say that they are none. */
    public static RouterHook emptyNames() {
        return description(
                xml ->
                        xml.replaceAll("<(friendlyName|UDN|modelName)>[^<]*", "<$1>")
                                .replaceAll("<(manufacturer|modelNumber)>[^<]*", "<$1>(null)"));
    }

    /** Values of the wrong kind, in device and service descriptions. */
    public static RouterHook nonsenseValues() {
        String url = "<manufacturerURL>www.netgear.com</manufacturerURL>";
        String range = "(<allowedValueRange>).*?(</allowedValueRange>)";
        return new Edited(
                path -> path.endsWith(".xml"),
                (document, request) ->
                        document.replace("<direction>in<", "<direction>INOUT<")
                                .replaceAll(range, "$1$2")
                                .replace("<modelName>", url + "<modelName>"));
    }

    /**
     * The device description with a URLBase.
     *
     * @param template in which {@code HERE} stands for the host and port that were asked, {@code
     *     DEAD} for that host and a port that nobody listens on
     */
    public static RouterHook urlBase(String template) {
        return new Edited(
                IgdHandler.DESCRIPTION_PATH::equals,
                (document, request) -> {
                    InetSocketAddress here = request.arrival().server();
                    String base =
                            template.replace("HERE", Addresses.hostAndPort(here))
                                    .replace("DEAD", Addresses.hostAndPort(here.getAddress(), 1));
                    return document.replace(
                            "</specVersion>", "</specVersion>\n<URLBase>" + base + "</URLBase>");
                });
    }

    /** The device description as another IGD:1 to agents whose name holds the word. */
    public static RouterHook igd1ForAgent(String word) {
        return new Edited(
                IgdHandler.DESCRIPTION_PATH::equals,
                (document, request) ->
                        request.header("User-Agent").orElse("").contains(word)
                                ? document.replaceAll(":2</(device|service)Type>", ":1</$1Type>")
                                : document);
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        if (response.status() != 200 || !paths.test(request.path())) {
            return response;
        }
        String document = new String(response.body(), StandardCharsets.UTF_8);
        return response.withBody(edit.apply(document, request).getBytes(StandardCharsets.UTF_8));
    }
}
