package org.postern.igd.control.search;

import org.postern.igd.control.description.Peer;

import java.net.URI;

/**
 * Where a device was found.
 *
 * @param location its description's URL
 * @param peer the host it speaks for
 * @param foundBy how, for messages: a strategy's name, or "its URL"
 */
record Origin(URI location, Peer peer, String foundBy) {}
