"""Where the protocols are served."""

from fastapi import FastAPI
from starlette.routing import Route

from stubs.odoo.rpc.content import Content
from stubs.odoo.rpc.json2 import Json2
from stubs.odoo.rpc.json_rpc import JsonRpc
from stubs.odoo.rpc.service import Service
from stubs.odoo.rpc.web import Web
from stubs.odoo.rpc.xml_rpc import XmlRpc


def add_rpc(app: FastAPI, service: Service, web: Web) -> None:
    """Serve them all. They stand in no OpenAPI document: Odoo's own are described by its documentation."""
    xml, json2, content = XmlRpc(service), Json2(service), Content(service)
    posts = {
        "/xmlrpc/2/{service}": xml.call,
        "/xmlrpc/{service}": xml.call_old,
        "/jsonrpc": JsonRpc(service).call,
        "/json/2/{model}/{method}": json2.call,
        "/web/session/get_session_info": web.session_info,
        "/web/session/check": web.check,
        "/web/session/destroy": web.destroy,
        "/web/dataset/call_kw": web.call_kw,
        "/web/dataset/call_kw/{path:path}": web.call_kw,
        "/web/webclient/version_info": web.version_info,
    }
    gets = {
        "/web/version": web.version,
        "/json/version": web.version,
        "/web/content/{id:int}": content.content,
        "/web/content/{id:int}/{filename}": content.content,
        "/web/content": content.content,
        "/web/content/{model}/{id:int}/{field}": content.content,
        "/web/content/{model}/{id:int}/{field}/{filename}": content.content,
        "/web/image/{id:int}": content.image,
        "/web/image/{id:int}/{size}": content.image,
        "/web/image": content.image,
        "/web/image/{model}/{id:int}/{field}": content.image,
        "/web/image/{model}/{id:int}/{field}/{size}": content.image,
    }
    gets |= {"/jsonrpc": posts["/jsonrpc"]} | {path: xml.not_allowed for path in posts if path.startswith("/xmlrpc")}
    app.router.routes += [Route(path, endpoint, methods=["POST"]) for path, endpoint in posts.items()]
    app.router.routes += [Route(path, endpoint, methods=["GET"]) for path, endpoint in gets.items()]
