package org.postern.igd.control.http;

import java.net.InetAddress;

/**
 * A device's answer.
 *
 * @param status the HTTP status, 100..999
 * @param body what came after the headers, decoded from chunks
 * @param localAddress this machine's address on the connection
 */
public record HttpResponse(int status, byte[] body, InetAddress localAddress) {}
