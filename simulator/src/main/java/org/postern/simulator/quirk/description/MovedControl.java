// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.quirk.description;

import org.postern.simulator.http.Arrival;
import org.postern.simulator.http.HttpRequest;
import org.postern.simulator.http.HttpResponse;
import org.postern.simulator.net.Addresses;
import org.postern.simulator.quirk.RouterHook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Control URLs of another form, served there and nowhere else. */
public final class MovedControl implements RouterHook {
    private static final Pattern USUAL = Pattern.compile("<controlURL>/ctl/([^<]+)</controlURL>");

    private final String written;
    private final Pattern served;
    private final boolean otherPort;

    private MovedControl(String written, String served, boolean otherPort) {
        this.written = written;
        this.served = Pattern.compile(Pattern.quote(served).replace("NAME", "\\E(.+)\\Q"));
        this.otherPort = otherPort;
    }

    /**
     * Control URLs on the same port.
     *
     * @param written in the description, {@code NAME} standing for the service's name
     * @param served what the request then asks for, with its query
     */
    public static RouterHook to(String written, String served) {
        return new MovedControl(written, served, false);
    }

    /** Absolute control URLs on a port of their own. */
    public static RouterHook toAnotherPort() {
        return new MovedControl("http://HERE/ctl/NAME", "/ctl/NAME", true);
    }

    @Override
    public int morePorts() {
        return otherPort ? 1 : 0;
    }

    @Override
    public HttpRequest request(HttpRequest request) {
        Matcher moved = served.matcher(request.arrival().target());
        boolean control = isCall(request) && here(request.arrival()) && moved.matches();
        return control ? request.to("/ctl/" + moved.group(1)) : request;
    }

    @Override
    public Optional<HttpResponse> instead(HttpRequest request) {
        Arrival arrival = request.arrival();
        boolean moved = here(arrival) && served.matcher(arrival.target()).matches();
        return isCall(request) && !moved ? Optional.of(HttpResponse.status(404)) : Optional.empty();
    }

    @Override
    public HttpResponse response(HttpRequest request, HttpResponse response) {
        return Edited.description(document -> edit(document, request.arrival()))
                .response(request, response);
    }

    private String edit(String document, Arrival arrival) {
        String here = Addresses.hostAndPort(arrival.server().getAddress(), controlPort(arrival));
        String url = written.replace("HERE", here).replace("NAME", "$1");
        return USUAL.matcher(document).replaceAll("<controlURL>" + url + "</controlURL>");
    }

    private boolean here(Arrival arrival) {
        return arrival.server().getPort() == controlPort(arrival);
    }

    private int controlPort(Arrival arrival) {
        return arrival.ports().get(otherPort ? 1 : 0);
    }

    private static boolean isCall(HttpRequest request) {
        return request.method().equals("POST");
    }
}
